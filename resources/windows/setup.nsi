; Installer for one user, without administrator's rights. On Windows, after pyinstaller build.spec:
;   makensis /DVERSION=0.1.0 /DSOURCE=..\..\dist\simgui /DOUTPUT=..\..\dist\simgui-setup.exe \
;     /DICON=simgui.ico setup.nsi
; SOURCE holds simgui.exe, simgui-cli.exe and _internal.
; STUB=amd64-unicode makes a 64-bit installer where NSIS can: a Wine without 32 bits runs no other.
!ifdef STUB
  Target ${STUB}
!endif
Unicode true
!include MUI2.nsh
!include LogicLib.nsh
!include x64.nsh

!ifndef VERSION
  !error "VERSION is missing: makensis /DVERSION=0.1.0 ..."
!endif
!ifndef SOURCE
  !define SOURCE "..\..\dist\simgui"
!endif
!ifndef OUTPUT
  !define OUTPUT "..\..\dist\simgui-${VERSION}-setup.exe"
!endif
; Windows takes numbers alone in a version resource: of 0.2.0rc1 it gets 0.2.0.0.
!ifndef NUMBERS
  !searchparse /noerrors "${VERSION}a" "" MAJOR "." MINOR "." PATCH_AND_MORE
  !searchparse /noerrors "${PATCH_AND_MORE}" "" PATCH_1 "a"
  !searchparse /noerrors "${PATCH_1}b" "" PATCH_2 "b"
  !searchparse /noerrors "${PATCH_2}rc" "" PATCH "rc"
  !define NUMBERS "${MAJOR}.${MINOR}.${PATCH}.0"
!endif
!define NAME "simgui"
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\${NAME}"
!define CLASSES "Software\Classes"

Name "${NAME}"
OutFile "${OUTPUT}"
RequestExecutionLevel user
; Always the same folder: the uninstaller removes whole folders, so nobody's own may be chosen.
InstallDir "$LOCALAPPDATA\Programs\${NAME}"
!ifdef QUICK
  SetCompressor zlib ; a tenth of the time, for a try of the installer itself
!else
  SetCompressor /SOLID lzma
!endif
BrandingText " "
VIProductVersion "${NUMBERS}"
VIAddVersionKey ProductName "${NAME}"
VIAddVersionKey ProductVersion "${VERSION}"
VIAddVersionKey FileVersion "${VERSION}"
VIAddVersionKey FileDescription "Installs ${NAME}"
VIAddVersionKey LegalCopyright "The simgui developers, MIT licence"

!ifdef ICON
  !define MUI_ICON "${ICON}"
  !define MUI_UNICON "${ICON}"
!endif
!define MUI_ABORTWARNING
!define MUI_FINISHPAGE_RUN "$INSTDIR\simgui.exe"
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "German"

LangString VERB ${LANG_ENGLISH} "Find duplicates with simgui"
LangString VERB ${LANG_GERMAN} "Mit simgui nach doppelten Fotos suchen"
LangString CLOSE_FIRST ${LANG_ENGLISH} "Please close simgui first."
LangString CLOSE_FIRST ${LANG_GERMAN} "Bitte zuerst simgui schließen."
LangString NEEDS_64_BIT ${LANG_ENGLISH} "simgui needs a 64-bit Windows 10 or newer."
LangString NEEDS_64_BIT ${LANG_GERMAN} "simgui braucht ein 64-Bit-Windows ab Windows 10."
LangString REMOVE_LIBRARY ${LANG_ENGLISH} "Remove simgui's library too? It holds your \
  decisions and the deletion history. Your photos stay where they are in either case."
LangString REMOVE_LIBRARY ${LANG_GERMAN} "Auch die Bibliothek von simgui entfernen? Sie \
  enthält Ihre Entscheidungen und den Löschverlauf. Ihre Fotos bleiben in jedem Fall, wo sie sind."

Function .onInit
  ${IfNot} ${RunningX64}
    MessageBox MB_ICONSTOP "$(NEEDS_64_BIT)" /SD IDOK
    SetErrorLevel 2
    Quit
  ${EndIf}
FunctionEnd

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
      MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(CLOSE_FIRST)" /SD IDCANCEL \
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

; Folders, drives and pictures get an entry in their menu; whose program opens them by default stays as it is.
!macro AddVerb CLASS
  WriteRegStr HKCU "${CLASSES}\${CLASS}\shell\${NAME}" "" "$(VERB)"
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
  !insertmacro AddVerb "Drive"
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

; The library and the settings are the user's own: they go only when asked for, never silently.
Section "Uninstall"
  Call un.WaitUntilClosed
  !insertmacro RemoveProgram
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\${NAME}.lnk"
  DeleteRegKey HKCU "${CLASSES}\Directory\shell\${NAME}"
  DeleteRegKey HKCU "${CLASSES}\Drive\shell\${NAME}"
  DeleteRegKey HKCU "${CLASSES}\SystemFileAssociations\image\shell\${NAME}"
  DeleteRegKey HKCU "${UNINSTALL}"
  ${If} ${FileExists} "$LOCALAPPDATA\${NAME}\*.*"
    MessageBox MB_YESNO|MB_ICONQUESTION|MB_DEFBUTTON2 "$(REMOVE_LIBRARY)" /SD IDNO IDNO stays
    RMDir /r "$LOCALAPPDATA\${NAME}"
    stays:
  ${EndIf}
SectionEnd
