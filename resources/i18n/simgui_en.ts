<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
  <context>
    <name>Browser</name>
    <message numerus="yes">
      <source>%Ln photos</source>
      <translation>
        <numerusform>%Ln photo</numerusform>
        <numerusform>%Ln photos</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>Check</name>
    <message numerus="yes">
      <source>%Ln files in the way</source>
      <translation>
        <numerusform>%Ln file in the way</numerusform>
        <numerusform>%Ln files in the way</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln files were not</source>
      <translation>
        <numerusform>%Ln file was not</numerusform>
        <numerusform>%Ln files were not</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln of them new or better</source>
      <translation>
        <numerusform>%Ln of them new or better</numerusform>
        <numerusform>%Ln of them new or better</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln photos checked</source>
      <translation>
        <numerusform>%Ln photo checked</numerusform>
        <numerusform>%Ln photos checked</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>All %Ln photos in {folder} are in your library, as compared just now: you can format it.</source>
      <translation>
        <numerusform>The %Ln photo in {folder} is in your library, as compared just now: you can format it.</numerusform>
        <numerusform>All %Ln photos in {folder} are in your library, as compared just now: you can format it.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Already yours: %Ln photos</source>
      <translation>
        <numerusform>Already yours: %Ln photo</numerusform>
        <numerusform>Already yours: %Ln photos</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Better than yours: %Ln photos</source>
      <translation>
        <numerusform>Better than yours: %Ln photo</numerusform>
        <numerusform>Better than yours: %Ln photos</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Copy %Ln photos to…</source>
      <translation>
        <numerusform>Copy %Ln photo to…</numerusform>
        <numerusform>Copy %Ln photos to…</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Deleted earlier: %Ln photos</source>
      <translation>
        <numerusform>Deleted earlier: %Ln photo</numerusform>
        <numerusform>Deleted earlier: %Ln photos</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Don't format {folder} yet: %Ln files may exist nowhere else.</source>
      <translation>
        <numerusform>Don't format {folder} yet: %Ln file may exist nowhere else.</numerusform>
        <numerusform>Don't format {folder} yet: %Ln files may exist nowhere else.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>New: %Ln photos</source>
      <translation>
        <numerusform>New: %Ln photo</numerusform>
        <numerusform>New: %Ln photos</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>and %Ln more (see --json)</source>
      <translation>
        <numerusform>and %Ln more (see --json)</numerusform>
        <numerusform>and %Ln more (see --json)</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>Compare</name>
    <message numerus="yes">
      <source>%Ln more not shown</source>
      <translation>
        <numerusform>%Ln more not shown</numerusform>
        <numerusform>%Ln more not shown</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln photos side by side</source>
      <translation>
        <numerusform>%Ln photo</numerusform>
        <numerusform>%Ln photos side by side</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>Deletion</name>
    <message numerus="yes">
      <source>%Ln could not be moved</source>
      <translation>
        <numerusform>%Ln could not be moved</numerusform>
        <numerusform>%Ln could not be moved</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln more were not moved.</source>
      <translation>
        <numerusform>%Ln more was not moved.</numerusform>
        <numerusform>%Ln more were not moved.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln photos moved to the folder.</source>
      <translation>
        <numerusform>%Ln photo moved to the folder.</numerusform>
        <numerusform>%Ln photos moved to the folder.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln photos moved to the trash.</source>
      <translation>
        <numerusform>%Ln photo moved to the trash.</numerusform>
        <numerusform>%Ln photos moved to the trash.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln photos replaced with links.</source>
      <translation>
        <numerusform>%Ln photo replaced with a link.</numerusform>
        <numerusform>%Ln photos replaced with links.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln photos restored.</source>
      <translation>
        <numerusform>%Ln photo restored.</numerusform>
        <numerusform>%Ln photos restored.</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>Evaluate</name>
    <message numerus="yes">
      <source>(of %Ln groups)</source>
      <translation>
        <numerusform>(of %Ln group)</numerusform>
        <numerusform>(of %Ln groups)</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>Folders</name>
    <message numerus="yes">
      <source>%Ln only in {folder}</source>
      <translation>
        <numerusform>%Ln only in {folder}</numerusform>
        <numerusform>%Ln only in {folder}</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln photos in both</source>
      <translation>
        <numerusform>%Ln photo in both</numerusform>
        <numerusform>%Ln photos in both</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>Footer</name>
    <message numerus="yes">
      <source>%Ln photos marked</source>
      <translation>
        <numerusform>%Ln photo marked</numerusform>
        <numerusform>%Ln photos marked</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Move %Ln to trash</source>
      <translation>
        <numerusform>Move %Ln to trash</numerusform>
        <numerusform>Move %Ln to trash</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>Group</name>
    <message numerus="yes">
      <source>%Ln copies</source>
      <translation>
        <numerusform>%Ln copy</numerusform>
        <numerusform>%Ln copies</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln copies of one photo</source>
      <translation>
        <numerusform>%Ln copy of one photo</numerusform>
        <numerusform>%Ln copies of one photo</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln pages of one document</source>
      <translation>
        <numerusform>%Ln page of one document</numerusform>
        <numerusform>%Ln pages of one document</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln parts of a panorama</source>
      <translation>
        <numerusform>%Ln part of a panorama</numerusform>
        <numerusform>%Ln parts of a panorama</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln photos</source>
      <translation>
        <numerusform>%Ln photo</numerusform>
        <numerusform>%Ln photos</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln pictures of a stereo pair</source>
      <translation>
        <numerusform>%Ln picture of a stereo pair</numerusform>
        <numerusform>%Ln pictures of a stereo pair</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln shots</source>
      <translation>
        <numerusform>%Ln shot</numerusform>
        <numerusform>%Ln shots</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln shots in a burst</source>
      <translation>
        <numerusform>%Ln shot in a burst</numerusform>
        <numerusform>%Ln shots in a burst</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln shots of a bracket</source>
      <translation>
        <numerusform>%Ln shot of a bracket</numerusform>
        <numerusform>%Ln shots of a bracket</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln shots of one moment</source>
      <translation>
        <numerusform>%Ln shot of one moment</numerusform>
        <numerusform>%Ln shots of one moment</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln similar photos</source>
      <translation>
        <numerusform>%Ln similar photo</numerusform>
        <numerusform>%Ln similar photos</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln versions</source>
      <translation>
        <numerusform>%Ln version</numerusform>
        <numerusform>%Ln versions</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln versions of one photo</source>
      <translation>
        <numerusform>%Ln version of one photo</numerusform>
        <numerusform>%Ln versions of one photo</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>Groups</name>
    <message numerus="yes">
      <source>%Ln groups</source>
      <translation>
        <numerusform>%Ln group</numerusform>
        <numerusform>%Ln groups</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln photos</source>
      <translation>
        <numerusform>%Ln photo</numerusform>
        <numerusform>%Ln photos</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>In the last %Ln years</source>
      <translation>
        <numerusform>In the last year</numerusform>
        <numerusform>In the last %Ln years</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>Help</name>
    <message numerus="yes">
      <source>expected %s arguments</source>
      <translation>
        <numerusform>expected %s argument</numerusform>
        <numerusform>expected %s arguments</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>Holding</name>
    <message numerus="yes">
      <source>%Ln more frames</source>
      <translation>
        <numerusform>%Ln more frame</numerusform>
        <numerusform>%Ln more frames</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln more pages</source>
      <translation>
        <numerusform>%Ln more page</numerusform>
        <numerusform>%Ln more pages</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln more pictures</source>
      <translation>
        <numerusform>%Ln more picture</numerusform>
        <numerusform>%Ln more pictures</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>Intake</name>
    <message numerus="yes">
      <source>%Ln copies moved to the trash</source>
      <translation>
        <numerusform>%Ln copy moved to the trash</numerusform>
        <numerusform>%Ln copies moved to the trash</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln files copied to {folder}</source>
      <translation>
        <numerusform>%Ln file copied to {folder}</numerusform>
        <numerusform>%Ln files copied to {folder}</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln files were there already</source>
      <translation>
        <numerusform>%Ln file was there already</numerusform>
        <numerusform>%Ln files were there already</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>Journal</name>
    <message numerus="yes">
      <source>%Ln are links</source>
      <translation>
        <numerusform>%Ln is a link</numerusform>
        <numerusform>%Ln are links</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln folders, decisions and deletion records added.</source>
      <translation>
        <numerusform>%Ln folder, decision or deletion record added.</numerusform>
        <numerusform>%Ln folders, decisions and deletion records added.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln in the folder</source>
      <translation>
        <numerusform>%Ln in the folder</numerusform>
        <numerusform>%Ln in the folder</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln in the trash</source>
      <translation>
        <numerusform>%Ln in the trash</numerusform>
        <numerusform>%Ln in the trash</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln not moved</source>
      <translation>
        <numerusform>%Ln not moved</numerusform>
        <numerusform>%Ln not moved</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln photos moved to a folder</source>
      <translation>
        <numerusform>%Ln photo moved to a folder</numerusform>
        <numerusform>%Ln photos moved to a folder</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln photos moved to the trash</source>
      <translation>
        <numerusform>%Ln photo moved to the trash</numerusform>
        <numerusform>%Ln photos moved to the trash</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln photos replaced with links</source>
      <translation>
        <numerusform>%Ln photo replaced with a link</numerusform>
        <numerusform>%Ln photos replaced with links</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln restored</source>
      <translation>
        <numerusform>%Ln restored</numerusform>
        <numerusform>%Ln restored</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>An earlier deletion was interrupted and left %Ln photos unfinished; “simgui library journal” sorts them out</source>
      <translation>
        <numerusform>An earlier deletion was interrupted and left %Ln photo unfinished; “simgui library journal” sorts it out</numerusform>
        <numerusform>An earlier deletion was interrupted and left %Ln photos unfinished; “simgui library journal” sorts them out</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>Library</name>
    <message numerus="yes">
      <source>%Ln deletions</source>
      <translation>
        <numerusform>%Ln deletion</numerusform>
        <numerusform>%Ln deletions</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln no longer there</source>
      <translation>
        <numerusform>%Ln no longer there</numerusform>
        <numerusform>%Ln no longer there</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln on disks that are not connected</source>
      <translation>
        <numerusform>%Ln on a disk that is not connected</numerusform>
        <numerusform>%Ln on disks that are not connected</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln photos analysed</source>
      <translation>
        <numerusform>%Ln photo analysed</numerusform>
        <numerusform>%Ln photos analysed</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln photos can be grouped again.</source>
      <translation>
        <numerusform>%Ln photo can be grouped again.</numerusform>
        <numerusform>%Ln photos can be grouped again.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln photos that are no longer there</source>
      <translation>
        <numerusform>%Ln photo that is no longer there</numerusform>
        <numerusform>%Ln photos that are no longer there</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln times “not duplicates”</source>
      <translation>
        <numerusform>%Ln time “not duplicates”</numerusform>
        <numerusform>%Ln times “not duplicates”</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln unreadable</source>
      <translation>
        <numerusform>%Ln unreadable</numerusform>
        <numerusform>%Ln unreadable</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>Number</name>
    <message numerus="yes">
      <source>%Ln bytes</source>
      <translation>
        <numerusform>%Ln byte</numerusform>
        <numerusform>%Ln bytes</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>Pairs</name>
    <message numerus="yes">
      <source>%Ln exceptions</source>
      <translation>
        <numerusform>%Ln exception</numerusform>
        <numerusform>%Ln exceptions</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln stay all the same</source>
      <translation>
        <numerusform>%Ln stays all the same</numerusform>
        <numerusform>%Ln stay all the same</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>Plan</name>
    <message numerus="yes">
      <source>%Ln photos would be moved to the folder.</source>
      <translation>
        <numerusform>%Ln photo would be moved to the folder.</numerusform>
        <numerusform>%Ln photos would be moved to the folder.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln photos would be moved to the trash.</source>
      <translation>
        <numerusform>%Ln photo would be moved to the trash.</numerusform>
        <numerusform>%Ln photos would be moved to the trash.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln photos would be replaced with links.</source>
      <translation>
        <numerusform>%Ln photo would be replaced with a link.</numerusform>
        <numerusform>%Ln photos would be replaced with links.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln will not be moved</source>
      <translation>
        <numerusform>%Ln will not be moved</numerusform>
        <numerusform>%Ln will not be moved</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Move %Ln photos to a folder?</source>
      <translation>
        <numerusform>Move %Ln photo to a folder?</numerusform>
        <numerusform>Move %Ln photos to a folder?</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Move %Ln photos to the trash?</source>
      <translation>
        <numerusform>Move %Ln photo to the trash?</numerusform>
        <numerusform>Move %Ln photos to the trash?</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Move %Ln to the folder</source>
      <translation>
        <numerusform>Move %Ln to the folder</numerusform>
        <numerusform>Move %Ln to the folder</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Move %Ln to trash</source>
      <translation>
        <numerusform>Move %Ln to trash</numerusform>
        <numerusform>Move %Ln to trash</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Replace %Ln photos with links?</source>
      <translation>
        <numerusform>Replace %Ln photo with a link?</numerusform>
        <numerusform>Replace %Ln photos with links?</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Replace %Ln with links</source>
      <translation>
        <numerusform>Replace %Ln with a link</numerusform>
        <numerusform>Replace %Ln with links</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Save metadata found only in %Ln of these photos to an XMP side-car</source>
      <translation>
        <numerusform>Save metadata found only in %Ln of these photos to an XMP side-car</numerusform>
        <numerusform>Save metadata found only in %Ln of these photos to XMP side-cars</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>Progress</name>
    <message numerus="yes">
      <source>%Ln found</source>
      <translation>
        <numerusform>%Ln found</numerusform>
        <numerusform>%Ln found</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln h left</source>
      <translation>
        <numerusform>%Ln h left</numerusform>
        <numerusform>%Ln h left</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln min left</source>
      <translation>
        <numerusform>%Ln min left</numerusform>
        <numerusform>%Ln min left</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln photos/s</source>
      <translation>
        <numerusform>%Ln photo/s</numerusform>
        <numerusform>%Ln photos/s</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln s left</source>
      <translation>
        <numerusform>%Ln s left</numerusform>
        <numerusform>%Ln s left</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln unreadable</source>
      <translation>
        <numerusform>%Ln unreadable</numerusform>
        <numerusform>%Ln unreadable</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>Review</name>
    <message numerus="yes">
      <source>also similar to %Ln other groups</source>
      <translation>
        <numerusform>also similar to %Ln other group</numerusform>
        <numerusform>also similar to %Ln other groups</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>Rules</name>
    <message numerus="yes">
      <source>%Ln photos {groups} will be marked</source>
      <translation>
        <numerusform>%Ln photo {groups} will be marked</numerusform>
        <numerusform>%Ln photos {groups} will be marked</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Mark %Ln photos</source>
      <translation>
        <numerusform>Mark %Ln photo</numerusform>
        <numerusform>Mark %Ln photos</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>The photo to keep would change in %Ln groups</source>
      <translation>
        <numerusform>The photo to keep would change in %Ln group</numerusform>
        <numerusform>The photo to keep would change in %Ln groups</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>in %Ln groups</source>
      <translation>
        <numerusform>in %Ln group</numerusform>
        <numerusform>in %Ln groups</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>Settings</name>
    <message numerus="yes">
      <source>%Ln photos</source>
      <translation>
        <numerusform>%Ln photo</numerusform>
        <numerusform>%Ln photos</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>Sidebar</name>
    <message numerus="yes">
      <source>%Ln photos</source>
      <translation>
        <numerusform>%Ln photo</numerusform>
        <numerusform>%Ln photos</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln single photos</source>
      <translation>
        <numerusform>%Ln single photo</numerusform>
        <numerusform>%Ln single photos</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Remove %Ln photos from library (files stay on disk)</source>
      <translation>
        <numerusform>Remove photo from library (the file stays on disk)</numerusform>
        <numerusform>Remove %Ln photos from library (the files stay on disk)</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>Similar</name>
    <message numerus="yes">
      <source>%Ln photos searched</source>
      <translation>
        <numerusform>%Ln photo searched</numerusform>
        <numerusform>%Ln photos searched</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln photos selected</source>
      <translation>
        <numerusform>%Ln photo selected</numerusform>
        <numerusform>%Ln photos selected</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Top %Ln</source>
      <translation>
        <numerusform>Top %Ln</numerusform>
        <numerusform>Top %Ln</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>Slider</name>
    <message numerus="yes">
      <source>About %Ln of these groups may be wrong</source>
      <translation>
        <numerusform>About %Ln of these groups may be wrong</numerusform>
        <numerusform>About %Ln of these groups may be wrong</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>Terminal</name>
    <message numerus="yes">
      <source>%Ln copies</source>
      <translation>
        <numerusform>%Ln copy</numerusform>
        <numerusform>%Ln copies</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln groups</source>
      <translation>
        <numerusform>%Ln group</numerusform>
        <numerusform>%Ln groups</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln photos</source>
      <translation>
        <numerusform>%Ln photo</numerusform>
        <numerusform>%Ln photos</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>and %Ln more unreadable files</source>
      <translation>
        <numerusform>and %Ln more unreadable file</numerusform>
        <numerusform>and %Ln more unreadable files</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>Undo</name>
    <message numerus="yes">
      <source>accept %Ln groups</source>
      <translation>
        <numerusform>accept %Ln group</numerusform>
        <numerusform>accept %Ln groups</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>auto-select %Ln photos</source>
      <translation>
        <numerusform>auto-select a photo</numerusform>
        <numerusform>auto-select %Ln photos</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>copy %Ln files</source>
      <translation>
        <numerusform>copy %Ln file</numerusform>
        <numerusform>copy %Ln files</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>mark %Ln photos</source>
      <translation>
        <numerusform>mark a photo</numerusform>
        <numerusform>mark %Ln photos</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>move %Ln photos to a folder</source>
      <translation>
        <numerusform>move a photo to a folder</numerusform>
        <numerusform>move %Ln photos to a folder</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>move %Ln photos to the trash</source>
      <translation>
        <numerusform>move a photo to the trash</numerusform>
        <numerusform>move %Ln photos to the trash</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>replace %Ln photos with links</source>
      <translation>
        <numerusform>replace a photo with a link</numerusform>
        <numerusform>replace %Ln photos with links</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>unmark %Ln photos</source>
      <translation>
        <numerusform>unmark a photo</numerusform>
        <numerusform>unmark %Ln photos</numerusform>
      </translation>
    </message>
  </context>
</TS>
