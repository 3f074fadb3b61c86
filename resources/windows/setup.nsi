; Installer for one person, without administrator's rights. On Windows, after pyinstaller build.spec:
;   makensis /DVERSION=0.1.0 /DSOURCE=..\..\dist\simgui /DOUTPUT=..\..\dist\simgui-setup.exe setup.nsi
; SOURCE holds simgui.exe, simgui-cli.exe and _internal.
Unicode true
!include MUI2.nsh
!include LogicLib.nsh

!ifndef VERSION
  !error "VERSION is missing: makensis /DVERSION=0.1.0 ..."
!endif
!ifndef SOURCE
  !define SOURCE "..\..\dist\simgui"
!endif
!ifndef OUTPUT
  !define OUTPUT "..\..\dist\simgui-${VERSION}-setup.exe"
!endif
!define NAME "simgui"
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\${NAME}"
!define CLASSES "Software\Classes"

Name "${NAME}"
OutFile "${OUTPUT}"
RequestExecutionLevel user
; Always the same folder: the uninstaller removes whole folders, so nobody's own may be chosen.
InstallDir "$LOCALAPPDATA\Programs\${NAME}"
SetCompressor /SOLID lzma
BrandingText " "
VIProductVersion "${VERSION}.0"
VIAddVersionKey ProductName "${NAME}"
VIAddVersionKey ProductVersion "${VERSION}"
VIAddVersionKey FileVersion "${VERSION}"
VIAddVersionKey FileDescription "Installs ${NAME}"
VIAddVersionKey LegalCopyright "The simgui developers, MIT licence"

!define MUI_ABORTWARNING
!define MUI_FINISHPAGE_RUN "$INSTDIR\simgui.exe"
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"

; A running program holds its file open: waiting beats half an installation.
!macro WaitUntilClosed UN
  Function ${UN}WaitUntilClosed
    ${DoWhile} ${FileExists} "$INSTDIR\simgui.exe"
      ClearErrors
      FileOpen $0 "$INSTDIR\simgui.exe" a
      ${IfNot} ${Errors}
        FileClose $0
        ${ExitDo}
      ${EndIf}
      MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "Please close simgui first." /SD IDCANCEL \
        IDRETRY +2
      Abort
    ${Loop}
  FunctionEnd
!macroend
!insertmacro WaitUntilClosed ""
!insertmacro WaitUntilClosed "un."

!macro RemoveProgram
  Delete "$INSTDIR\simgui.exe"
  Delete "$INSTDIR\simgui-cli.exe"
  RMDir /r "$INSTDIR\_internal"
!macroend

; Folders and pictures get an entry in their menu; whose program opens them by default stays as it is.
!macro AddVerb CLASS
  WriteRegStr HKCU "${CLASSES}\${CLASS}\shell\${NAME}" "" "Find copies with simgui"
  WriteRegStr HKCU "${CLASSES}\${CLASS}\shell\${NAME}" "Icon" "$INSTDIR\simgui.exe"
  WriteRegStr HKCU "${CLASSES}\${CLASS}\shell\${NAME}\command" "" '"$INSTDIR\simgui.exe" "%1"'
!macroend

Section "Install"
  Call WaitUntilClosed
  ; Files of an older version must not mix with those of this one.
  !insertmacro RemoveProgram
  SetOutPath "$INSTDIR"
  File /r "${SOURCE}\*.*"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortcut "$SMPROGRAMS\${NAME}.lnk" "$INSTDIR\simgui.exe"
  !insertmacro AddVerb "Directory"
  !insertmacro AddVerb "SystemFileAssociations\image"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "${NAME}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\simgui.exe"
  WriteRegStr HKCU "${UNINSTALL}" "Publisher" "The simgui developers"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
  SectionGetSize 0 $0
  WriteRegDWORD HKCU "${UNINSTALL}" "EstimatedSize" $0
SectionEnd

; The library and the settings are the person's own and stay.
Section "Uninstall"
  Call un.WaitUntilClosed
  !insertmacro RemoveProgram
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\${NAME}.lnk"
  DeleteRegKey HKCU "${CLASSES}\Directory\shell\${NAME}"
  DeleteRegKey HKCU "${CLASSES}\SystemFileAssociations\image\shell\${NAME}"
  DeleteRegKey HKCU "${UNINSTALL}"
SectionEnd
