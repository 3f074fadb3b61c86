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
    <name>Compare</name>
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
      <source>%Ln more stay.</source>
      <translation>
        <numerusform>%Ln more stays.</numerusform>
        <numerusform>%Ln more stay.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln photos are back.</source>
      <translation>
        <numerusform>%Ln photo is back.</numerusform>
        <numerusform>%Ln photos are back.</numerusform>
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
      <source>%Ln photos replaced by links.</source>
      <translation>
        <numerusform>%Ln photo replaced by a link.</numerusform>
        <numerusform>%Ln photos replaced by links.</numerusform>
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
      <source>%Ln photos</source>
      <translation>
        <numerusform>%Ln photo</numerusform>
        <numerusform>%Ln photos</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln photos that look alike</source>
      <translation>
        <numerusform>%Ln photo</numerusform>
        <numerusform>%Ln photos that look alike</numerusform>
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
      <source>%Ln shots of one moment</source>
      <translation>
        <numerusform>%Ln shot of one moment</numerusform>
        <numerusform>%Ln shots of one moment</numerusform>
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
    <name>Journal</name>
    <message numerus="yes">
      <source>%Ln are links</source>
      <translation>
        <numerusform>%Ln is a link</numerusform>
        <numerusform>%Ln are links</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln brought back</source>
      <translation>
        <numerusform>%Ln brought back</numerusform>
        <numerusform>%Ln brought back</numerusform>
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
      <source>%Ln photos moved to a folder</source>
      <translation>
        <numerusform>%Ln photo moved to a folder</numerusform>
        <numerusform>%Ln photos moved to a folder</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln photos replaced by links</source>
      <translation>
        <numerusform>%Ln photo replaced by a link</numerusform>
        <numerusform>%Ln photos replaced by links</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln photos to the trash</source>
      <translation>
        <numerusform>%Ln photo to the trash</numerusform>
        <numerusform>%Ln photos to the trash</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln stayed</source>
      <translation>
        <numerusform>%Ln stayed</numerusform>
        <numerusform>%Ln stayed</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>Plan</name>
    <message numerus="yes">
      <source>%Ln photos would be replaced by links</source>
      <translation>
        <numerusform>%Ln photo would be replaced by a link</numerusform>
        <numerusform>%Ln photos would be replaced by links</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln photos would go to the trash</source>
      <translation>
        <numerusform>%Ln photo would go to the trash</numerusform>
        <numerusform>%Ln photos would go to the trash</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln photos would move to a folder</source>
      <translation>
        <numerusform>%Ln photo would move to a folder</numerusform>
        <numerusform>%Ln photos would move to a folder</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln stay</source>
      <translation>
        <numerusform>%Ln stays</numerusform>
        <numerusform>%Ln stay</numerusform>
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
      <source>Replace %Ln by links</source>
      <translation>
        <numerusform>Replace %Ln by a link</numerusform>
        <numerusform>Replace %Ln by links</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Save what only %Ln of them know beside the kept photos</source>
      <translation>
        <numerusform>Save what only %Ln of them knows beside the kept photo</numerusform>
        <numerusform>Save what only %Ln of them know beside the kept photos</numerusform>
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
      <source>also close to %Ln groups</source>
      <translation>
        <numerusform>also close to another group</numerusform>
        <numerusform>also close to %Ln groups</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>Rules</name>
    <message numerus="yes">
      <source>%Ln groups would keep another photo</source>
      <translation>
        <numerusform>%Ln group would keep another photo</numerusform>
        <numerusform>%Ln groups would keep another photo</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln photos would be marked</source>
      <translation>
        <numerusform>%Ln photo would be marked</numerusform>
        <numerusform>%Ln photos would be marked</numerusform>
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
      <source>%Ln single photos</source>
      <translation>
        <numerusform>%Ln single photo</numerusform>
        <numerusform>%Ln single photos</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Stop watching %Ln photos</source>
      <translation>
        <numerusform>Stop watching this photo</numerusform>
        <numerusform>Stop watching %Ln photos</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>Similar</name>
    <message numerus="yes">
      <source>%Ln best</source>
      <translation>
        <numerusform>%Ln best</numerusform>
        <numerusform>%Ln best</numerusform>
      </translation>
    </message>
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
  </context>
  <context>
    <name>Slider</name>
    <message numerus="yes">
      <source>expected wrong: about %Ln groups</source>
      <translation>
        <numerusform>expected wrong: about %Ln group</numerusform>
        <numerusform>expected wrong: about %Ln groups</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>Undo</name>
    <message numerus="yes">
      <source>mark %Ln photos</source>
      <translation>
        <numerusform>mark a photo</numerusform>
        <numerusform>mark %Ln photos</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>mark %Ln photos by rules</source>
      <translation>
        <numerusform>mark a photo by rules</numerusform>
        <numerusform>mark %Ln photos by rules</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>move %Ln photos to a folder</source>
      <translation>
        <numerusform>move %Ln photo to a folder</numerusform>
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
      <source>replace %Ln photos by links</source>
      <translation>
        <numerusform>replace %Ln photo by a link</numerusform>
        <numerusform>replace %Ln photos by links</numerusform>
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
