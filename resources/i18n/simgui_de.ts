<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
  <context>
    <name>Action</name>
    <message>
      <source>Add a folder…</source>
      <translation>Ordner hinzufügen …</translation>
    </message>
    <message>
      <source>Back</source>
      <translation>Zurück</translation>
    </message>
    <message>
      <source>Choose a folder of photos</source>
      <translation>Ordner mit Fotos wählen</translation>
    </message>
    <message>
      <source>Find in the list</source>
      <translation>In der Liste suchen</translation>
    </message>
    <message>
      <source>Find photos like a picture…</source>
      <translation>Fotos wie ein Bild finden …</translation>
    </message>
    <message>
      <source>Find photos like the copied picture</source>
      <translation>Fotos wie das kopierte Bild finden</translation>
    </message>
    <message>
      <source>Find similar photos</source>
      <translation>Ähnliche Fotos finden</translation>
    </message>
    <message>
      <source>Keep rules…</source>
      <translation>Behalte-Regeln …</translation>
    </message>
    <message>
      <source>Keep this one and mark the others</source>
      <translation>Dieses behalten, die anderen markieren</translation>
    </message>
    <message>
      <source>Keep this photo</source>
      <translation>Dieses Foto behalten</translation>
    </message>
    <message>
      <source>Look through all folders again</source>
      <translation>Alle Ordner erneut durchsehen</translation>
    </message>
    <message>
      <source>Mark or unmark</source>
      <translation>Markieren oder Markierung aufheben</translation>
    </message>
    <message>
      <source>Mark the others of the group</source>
      <translation>Die anderen der Gruppe markieren</translation>
    </message>
    <message>
      <source>Move what is marked to the trash</source>
      <translation>Markierte in den Papierkorb</translation>
    </message>
    <message>
      <source>Next group</source>
      <translation>Nächste Gruppe</translation>
    </message>
    <message>
      <source>Not duplicates</source>
      <translation>Keine Duplikate</translation>
    </message>
    <message>
      <source>Previous group</source>
      <translation>Vorige Gruppe</translation>
    </message>
    <message>
      <source>Quit</source>
      <translation>Beenden</translation>
    </message>
    <message>
      <source>Redo</source>
      <translation>Wiederholen</translation>
    </message>
    <message>
      <source>Settings</source>
      <translation>Einstellungen</translation>
    </message>
    <message>
      <source>Show details</source>
      <translation>Einzelheiten zeigen</translation>
    </message>
    <message>
      <source>Undo</source>
      <translation>Rückgängig</translation>
    </message>
  </context>
  <context>
    <name>Badge</name>
    <message>
      <source>Keep</source>
      <translation>Behalten</translation>
    </message>
    <message>
      <source>Trash</source>
      <translation>Papierkorb</translation>
    </message>
  </context>
  <context>
    <name>Browser</name>
    <message numerus="yes">
      <source>%Ln photos</source>
      <translation>
        <numerusform>%Ln Foto</numerusform>
        <numerusform>%Ln Fotos</numerusform>
      </translation>
    </message>
    <message>
      <source>All photos</source>
      <translation>Alle Fotos</translation>
    </message>
    <message>
      <source>By date</source>
      <translation>Nach Datum</translation>
    </message>
    <message>
      <source>By folder</source>
      <translation>Nach Ordner</translation>
    </message>
    <message>
      <source>Name or folder</source>
      <translation>Name oder Ordner</translation>
    </message>
    <message>
      <source>No photo to show.</source>
      <translation>Kein Foto zu zeigen.</translation>
    </message>
    <message>
      <source>Order of the photos</source>
      <translation>Ordnung der Fotos</translation>
    </message>
    <message>
      <source>Show photos with this name or folder</source>
      <translation>Fotos mit diesem Namen oder Ordner zeigen</translation>
    </message>
  </context>
  <context>
    <name>Change</name>
    <message>
      <source>cropped</source>
      <translation>beschnitten</translation>
    </message>
    <message>
      <source>framed</source>
      <translation>gerahmt</translation>
    </message>
    <message>
      <source>mirrored</source>
      <translation>gespiegelt</translation>
    </message>
    <message>
      <source>recoloured</source>
      <translation>umgefärbt</translation>
    </message>
    <message>
      <source>resized</source>
      <translation>skaliert</translation>
    </message>
    <message>
      <source>saved again</source>
      <translation>neu gespeichert</translation>
    </message>
    <message>
      <source>stretched</source>
      <translation>gestreckt</translation>
    </message>
    <message>
      <source>tilted</source>
      <translation>gekippt</translation>
    </message>
    <message>
      <source>turned</source>
      <translation>gedreht</translation>
    </message>
    <message>
      <source>written on</source>
      <translation>beschriftet</translation>
    </message>
  </context>
  <context>
    <name>Compare</name>
    <message numerus="yes">
      <source>%Ln photos side by side</source>
      <translation>
        <numerusform>%Ln Foto</numerusform>
        <numerusform>%Ln Fotos nebeneinander</numerusform>
      </translation>
    </message>
    <message>
      <source>Back</source>
      <translation>Zurück</translation>
    </message>
    <message>
      <source>Blink</source>
      <translation>Blinken</translation>
    </message>
    <message>
      <source>Camera</source>
      <translation>Kamera</translation>
    </message>
    <message>
      <source>Difference</source>
      <translation>Unterschied</translation>
    </message>
    <message>
      <source>Evidence</source>
      <translation>Beleg</translation>
    </message>
    <message>
      <source>File</source>
      <translation>Datei</translation>
    </message>
    <message>
      <source>Fit</source>
      <translation>Ganz</translation>
    </message>
    <message>
      <source>Green is where the structures agree, orange where not</source>
      <translation>Grün: die Strukturen stimmen überein; orange: sie tun es nicht</translation>
    </message>
    <message>
      <source>Keep {number}, next group</source>
      <translation>{number} behalten, nächste Gruppe</translation>
    </message>
    <message>
      <source>Kept because</source>
      <translation>Behalten, weil</translation>
    </message>
    <message>
      <source>Mark the other photos and compare the next group (Enter)</source>
      <translation>Die anderen markieren und die nächste Gruppe vergleichen (Eingabe)</translation>
    </message>
    <message>
      <source>Next group</source>
      <translation>Nächste Gruppe</translation>
    </message>
    <message>
      <source>Not duplicates</source>
      <translation>Keine Duplikate</translation>
    </message>
    <message>
      <source>Photo {number} is chosen.</source>
      <translation>Foto {number} ist gewählt.</translation>
    </message>
    <message>
      <source>Photos side by side</source>
      <translation>Fotos nebeneinander</translation>
    </message>
    <message>
      <source>Show every pixel (0)</source>
      <translation>Jeden Bildpunkt zeigen (0)</translation>
    </message>
    <message>
      <source>Show the photos whole (F)</source>
      <translation>Die Fotos ganz zeigen (F)</translation>
    </message>
    <message>
      <source>Side by side</source>
      <translation>Nebeneinander</translation>
    </message>
    <message>
      <source>Size</source>
      <translation>Größe</translation>
    </message>
    <message>
      <source>Swipe</source>
      <translation>Wischen</translation>
    </message>
    <message>
      <source>Taken</source>
      <translation>Aufgenommen</translation>
    </message>
    <message>
      <source>Way of comparing</source>
      <translation>Art des Vergleichs</translation>
    </message>
    <message>
      <source>Why?</source>
      <translation>Warum?</translation>
    </message>
    <message>
      <source>Yellow is where they differ, aligned and equally bright</source>
      <translation>Gelb: hier unterscheiden sie sich, ausgerichtet und gleich hell</translation>
    </message>
    <message>
      <source>Zoom: {share}</source>
      <translation>Vergrößerung: {share}</translation>
    </message>
    <message>
      <source>blink</source>
      <translation>blinken</translation>
    </message>
    <message>
      <source>difference</source>
      <translation>Unterschied</translation>
    </message>
    <message>
      <source>keep</source>
      <translation>behalten</translation>
    </message>
    <message>
      <source>looks {share} alike</source>
      <translation>zu {share} ähnlich</translation>
    </message>
    <message>
      <source>mark</source>
      <translation>markieren</translation>
    </message>
    <message>
      <source>next photo</source>
      <translation>nächstes Foto</translation>
    </message>
    <message>
      <source>swipe</source>
      <translation>wischen</translation>
    </message>
    <message>
      <source>the same bytes</source>
      <translation>dieselben Bytes</translation>
    </message>
    <message>
      <source>the same pixels in another file</source>
      <translation>dieselben Bildpunkte in anderer Datei</translation>
    </message>
    <message>
      <source>why</source>
      <translation>warum</translation>
    </message>
    <message>
      <source>zoom</source>
      <translation>Zoom</translation>
    </message>
    <message>
      <source>{a} and {b}</source>
      <translation>{a} und {b}</translation>
    </message>
    <message>
      <source>{b} is a crop of {a}</source>
      <translation>{b} ist ein Ausschnitt von {a}</translation>
    </message>
    <message>
      <source>{b} is a mirror image of {a}</source>
      <translation>{b} ist ein Spiegelbild von {a}</translation>
    </message>
    <message>
      <source>{b} is {a} in a frame</source>
      <translation>{b} ist {a} in einem Rahmen</translation>
    </message>
    <message>
      <source>{b} is {a} in another size</source>
      <translation>{b} ist {a} in anderer Größe</translation>
    </message>
    <message>
      <source>{b} is {a} recoloured</source>
      <translation>{b} ist {a}, umgefärbt</translation>
    </message>
    <message>
      <source>{b} is {a} turned</source>
      <translation>{b} ist {a}, gedreht</translation>
    </message>
    <message>
      <source>{number} · Keep</source>
      <translation>{number} · Behalten</translation>
    </message>
    <message>
      <source>{number} · Trash</source>
      <translation>{number} · Papierkorb</translation>
    </message>
    <message>
      <source>{points} points agree; aligned, the pixels agree {agreement}</source>
      <translation>{points} Punkte stimmen überein; ausgerichtet gleichen sich die Bildpunkte zu {agreement}</translation>
    </message>
  </context>
  <context>
    <name>Crash</name>
    <message>
      <source>Copy</source>
      <translation>Kopieren</translation>
    </message>
    <message>
      <source>Details</source>
      <translation>Einzelheiten</translation>
    </message>
    <message>
      <source>Go on</source>
      <translation>Weiter</translation>
    </message>
    <message>
      <source>Open the log folder</source>
      <translation>Protokollordner öffnen</translation>
    </message>
    <message>
      <source>Quit</source>
      <translation>Beenden</translation>
    </message>
    <message>
      <source>Something in simgui went wrong.</source>
      <translation>In simgui ist etwas schiefgegangen.</translation>
    </message>
    <message>
      <source>Something went wrong</source>
      <translation>Etwas ist schiefgegangen</translation>
    </message>
    <message>
      <source>Your photos are safe: nothing moves without an entry in the journal. You can go on, or quit and start again. Nothing was sent anywhere.</source>
      <translation>Ihre Fotos sind sicher: Nichts wird ohne Eintrag im Journal bewegt. Sie können weitermachen oder beenden und neu beginnen. Es wurde nichts verschickt.</translation>
    </message>
    <message>
      <source>simgui ended unexpectedly the last time.</source>
      <translation>simgui wurde beim letzten Mal unerwartet beendet.</translation>
    </message>
  </context>
  <context>
    <name>Deletion</name>
    <message numerus="yes">
      <source>%Ln could not be moved</source>
      <translation>
        <numerusform>%Ln konnte nicht bewegt werden</numerusform>
        <numerusform>%Ln konnten nicht bewegt werden</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln more stay.</source>
      <translation>
        <numerusform>%Ln weiteres bleibt.</numerusform>
        <numerusform>%Ln weitere bleiben.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln photos are back.</source>
      <translation>
        <numerusform>%Ln Foto ist zurück.</numerusform>
        <numerusform>%Ln Fotos sind zurück.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln photos moved to the folder.</source>
      <translation>
        <numerusform>%Ln Foto ist im Ordner.</numerusform>
        <numerusform>%Ln Fotos sind im Ordner.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln photos moved to the trash.</source>
      <translation>
        <numerusform>%Ln Foto ist im Papierkorb.</numerusform>
        <numerusform>%Ln Fotos sind im Papierkorb.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln photos replaced by links.</source>
      <translation>
        <numerusform>%Ln Foto ist durch einen Verweis ersetzt.</numerusform>
        <numerusform>%Ln Fotos sind durch Verweise ersetzt.</numerusform>
      </translation>
    </message>
    <message>
      <source>Bring back</source>
      <translation>Zurückholen</translation>
    </message>
    <message>
      <source>{name} stays: {reason}.</source>
      <translation>{name} bleibt: {reason}.</translation>
    </message>
    <message>
      <source>{size} freed.</source>
      <translation>{size} frei geworden.</translation>
    </message>
  </context>
  <context>
    <name>DropArea</name>
    <message>
      <source>Choose a folder…</source>
      <translation>Ordner wählen …</translation>
    </message>
    <message>
      <source>Drop a folder of photos here</source>
      <translation>Ordner mit Fotos hierher ziehen</translation>
    </message>
    <message>
      <source>Nothing is deleted without you; what goes, goes to the trash and can come back.</source>
      <translation>Nichts wird ohne Sie gelöscht; was geht, geht in den Papierkorb und kann zurückkommen.</translation>
    </message>
    <message>
      <source>Nothing leaves this computer.</source>
      <translation>Nichts verlässt diesen Computer.</translation>
    </message>
    <message>
      <source>Scan Pictures</source>
      <translation>Bilder-Ordner durchsehen</translation>
    </message>
    <message>
      <source>simgui finds copies, crops and edits of the same photo, and shows you what can go.</source>
      <translation>simgui findet Kopien, Ausschnitte und Bearbeitungen desselben Fotos und zeigt, was gehen kann.</translation>
    </message>
  </context>
  <context>
    <name>Engine</name>
    <message>
      <source>The picture from the clipboard can't be stored.</source>
      <translation>Das Bild aus der Zwischenablage kann nicht gespeichert werden.</translation>
    </message>
  </context>
  <context>
    <name>Facts</name>
    <message>
      <source>Camera</source>
      <translation>Kamera</translation>
    </message>
    <message>
      <source>Dimensions</source>
      <translation>Abmessungen</translation>
    </message>
    <message>
      <source>Exposure</source>
      <translation>Belichtung</translation>
    </message>
    <message>
      <source>File changed</source>
      <translation>Datei geändert</translation>
    </message>
    <message>
      <source>Folder</source>
      <translation>Ordner</translation>
    </message>
    <message>
      <source>Format</source>
      <translation>Format</translation>
    </message>
    <message>
      <source>Goes with</source>
      <translation>Gehört zu</translation>
    </message>
    <message>
      <source>Keywords</source>
      <translation>Stichwörter</translation>
    </message>
    <message>
      <source>Lens</source>
      <translation>Objektiv</translation>
    </message>
    <message>
      <source>Name</source>
      <translation>Name</translation>
    </message>
    <message>
      <source>Nothing selected</source>
      <translation>Nichts ausgewählt</translation>
    </message>
    <message>
      <source>Place</source>
      <translation>Ort</translation>
    </message>
    <message>
      <source>Rating</source>
      <translation>Bewertung</translation>
    </message>
    <message>
      <source>Size</source>
      <translation>Größe</translation>
    </message>
    <message>
      <source>Software</source>
      <translation>Software</translation>
    </message>
    <message>
      <source>Taken</source>
      <translation>Aufgenommen</translation>
    </message>
    <message>
      <source>Title</source>
      <translation>Titel</translation>
    </message>
    <message>
      <source>What differs from the photo to keep is marked.</source>
      <translation>Hervorgehoben ist, was vom behaltenen Foto abweicht.</translation>
    </message>
    <message>
      <source>no date</source>
      <translation>kein Datum</translation>
    </message>
    <message>
      <source>none</source>
      <translation>keine</translation>
    </message>
    <message>
      <source>{format}, quality {quality}</source>
      <translation>{format}, Qualität {quality}</translation>
    </message>
    <message>
      <source>{format}, {bits} bits</source>
      <translation>{format}, {bits} Bit</translation>
    </message>
    <message>
      <source>{name}: {value}, differs</source>
      <translation>{name}: {value}, anders</translation>
    </message>
  </context>
  <context>
    <name>Footer</name>
    <message numerus="yes">
      <source>%Ln photos marked</source>
      <translation>
        <numerusform>%Ln Foto markiert</numerusform>
        <numerusform>%Ln Fotos markiert</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Move %Ln to trash</source>
      <translation>
        <numerusform>%Ln in den Papierkorb</numerusform>
        <numerusform>%Ln in den Papierkorb</numerusform>
      </translation>
    </message>
    <message>
      <source>Move to trash</source>
      <translation>In den Papierkorb</translation>
    </message>
    <message>
      <source>Nothing marked</source>
      <translation>Nichts markiert</translation>
    </message>
    <message>
      <source>Take the last step back (Ctrl+Z)</source>
      <translation>Den letzten Schritt zurücknehmen (Strg+Z)</translation>
    </message>
    <message>
      <source>Undo</source>
      <translation>Rückgängig</translation>
    </message>
    <message>
      <source>Undo: {action} (Ctrl+Z)</source>
      <translation>Rückgängig: {action} (Strg+Z)</translation>
    </message>
    <message>
      <source>every keeper is checked on disk before anything moves</source>
      <translation>jedes behaltene Foto wird zuvor geprüft</translation>
    </message>
    <message>
      <source>keep</source>
      <translation>behalten</translation>
    </message>
    <message>
      <source>mark</source>
      <translation>markieren</translation>
    </message>
    <message>
      <source>move</source>
      <translation>bewegen</translation>
    </message>
    <message>
      <source>next group</source>
      <translation>nächste Gruppe</translation>
    </message>
  </context>
  <context>
    <name>Grid</name>
    <message>
      <source>Photos of the group</source>
      <translation>Fotos der Gruppe</translation>
    </message>
    <message>
      <source>Size of the pictures</source>
      <translation>Größe der Bilder</translation>
    </message>
    <message>
      <source>Size of the pictures (Ctrl and the mouse wheel)</source>
      <translation>Größe der Bilder (Strg und Mausrad)</translation>
    </message>
  </context>
  <context>
    <name>Group</name>
    <message numerus="yes">
      <source>%Ln copies</source>
      <translation>
        <numerusform>%Ln Kopie</numerusform>
        <numerusform>%Ln Kopien</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln copies of one photo</source>
      <translation>
        <numerusform>%Ln Kopie eines Fotos</numerusform>
        <numerusform>%Ln Kopien eines Fotos</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln photos</source>
      <translation>
        <numerusform>%Ln Foto</numerusform>
        <numerusform>%Ln Fotos</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln photos that look alike</source>
      <translation>
        <numerusform>%Ln Foto</numerusform>
        <numerusform>%Ln ähnliche Fotos</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln shots</source>
      <translation>
        <numerusform>%Ln Aufnahme</numerusform>
        <numerusform>%Ln Aufnahmen</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln shots of one moment</source>
      <translation>
        <numerusform>%Ln Aufnahme eines Moments</numerusform>
        <numerusform>%Ln Aufnahmen eines Moments</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln versions</source>
      <translation>
        <numerusform>%Ln Fassung</numerusform>
        <numerusform>%Ln Fassungen</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln versions of one photo</source>
      <translation>
        <numerusform>%Ln Fassung eines Fotos</numerusform>
        <numerusform>%Ln Fassungen eines Fotos</numerusform>
      </translation>
    </message>
    <message>
      <source>{size} to win</source>
      <translation>{size} zu gewinnen</translation>
    </message>
  </context>
  <context>
    <name>Groups</name>
    <message numerus="yes">
      <source>%Ln groups</source>
      <translation>
        <numerusform>%Ln Gruppe</numerusform>
        <numerusform>%Ln Gruppen</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln photos</source>
      <translation>
        <numerusform>%Ln Foto</numerusform>
        <numerusform>%Ln Fotos</numerusform>
      </translation>
    </message>
    <message>
      <source>Any size</source>
      <translation>Beliebig viel</translation>
    </message>
    <message>
      <source>At any time</source>
      <translation>Irgendwann</translation>
    </message>
    <message>
      <source>At least to win</source>
      <translation>Mindestens zu gewinnen</translation>
    </message>
    <message>
      <source>By folder</source>
      <translation>Nach Ordner</translation>
    </message>
    <message>
      <source>Groups appear here while your photos are looked through.</source>
      <translation>Gruppen erscheinen hier, während Ihre Fotos durchgesehen werden.</translation>
    </message>
    <message>
      <source>Groups of duplicates</source>
      <translation>Gruppen von Duplikaten</translation>
    </message>
    <message numerus="yes">
      <source>In the last %Ln years</source>
      <translation>
        <numerusform>Im letzten Jahr</numerusform>
        <numerusform>In den letzten %Ln Jahren</numerusform>
      </translation>
    </message>
    <message>
      <source>Kind</source>
      <translation>Art</translation>
    </message>
    <message>
      <source>Largest win first</source>
      <translation>Größte zuerst</translation>
    </message>
    <message>
      <source>Most copies first</source>
      <translation>Meiste zuerst</translation>
    </message>
    <message>
      <source>Name or folder</source>
      <translation>Name oder Ordner</translation>
    </message>
    <message>
      <source>Newest first</source>
      <translation>Neueste zuerst</translation>
    </message>
    <message>
      <source>No duplicates at this setting.</source>
      <translation>Keine Duplikate bei dieser Einstellung.</translation>
    </message>
    <message>
      <source>No group matches the filter.</source>
      <translation>Keine Gruppe passt zum Filter.</translation>
    </message>
    <message>
      <source>Order: {order}</source>
      <translation>Ordnung: {order}</translation>
    </message>
    <message>
      <source>Show all groups</source>
      <translation>Alle Gruppen zeigen</translation>
    </message>
    <message>
      <source>Show groups with this name or folder</source>
      <translation>Gruppen mit diesem Namen oder Ordner zeigen</translation>
    </message>
    <message>
      <source>Show only some groups</source>
      <translation>Nur manche Gruppen zeigen</translation>
    </message>
    <message>
      <source>Surest first</source>
      <translation>Sicherste zuerst</translation>
    </message>
    <message>
      <source>Taken</source>
      <translation>Aufgenommen</translation>
    </message>
    <message>
      <source>Your library is being opened.</source>
      <translation>Ihre Bibliothek wird geöffnet.</translation>
    </message>
  </context>
  <context>
    <name>Holding</name>
    <message numerus="yes">
      <source>%Ln more frames</source>
      <translation>
        <numerusform>%Ln Einzelbild mehr</numerusform>
        <numerusform>%Ln Einzelbilder mehr</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln more pages</source>
      <translation>
        <numerusform>%Ln Seite mehr</numerusform>
        <numerusform>%Ln Seiten mehr</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln more pictures</source>
      <translation>
        <numerusform>%Ln Bild mehr</numerusform>
        <numerusform>%Ln Bilder mehr</numerusform>
      </translation>
    </message>
    <message>
      <source>a camera’s raw data</source>
      <translation>Rohdaten der Kamera</translation>
    </message>
    <message>
      <source>a depth map</source>
      <translation>eine Tiefenkarte</translation>
    </message>
    <message>
      <source>a film</source>
      <translation>einen Film</translation>
    </message>
    <message>
      <source>a film of {seconds} s</source>
      <translation>einen Film von {seconds} s</translation>
    </message>
    <message>
      <source>a gain map (HDR)</source>
      <translation>eine Gain-Map (HDR)</translation>
    </message>
    <message>
      <source>a mask</source>
      <translation>eine Maske</translation>
    </message>
    <message>
      <source>a sound recording</source>
      <translation>eine Tonaufnahme</translation>
    </message>
    <message>
      <source>camera data</source>
      <translation>Kameradaten</translation>
    </message>
    <message>
      <source>colours of its own</source>
      <translation>eigene Farben</translation>
    </message>
    <message>
      <source>data that was not looked into yet</source>
      <translation>Daten, die noch nicht untersucht wurden</translation>
    </message>
    <message>
      <source>files beside it</source>
      <translation>Dateien daneben</translation>
    </message>
    <message>
      <source>has {things}</source>
      <translation>hat {things}</translation>
    </message>
    <message>
      <source>its date</source>
      <translation>das Datum</translation>
    </message>
    <message>
      <source>its keywords</source>
      <translation>die Stichwörter</translation>
    </message>
    <message>
      <source>its place</source>
      <translation>den Ort</translation>
    </message>
    <message>
      <source>its rating</source>
      <translation>die Bewertung</translation>
    </message>
    <message>
      <source>its title</source>
      <translation>den Titel</translation>
    </message>
    <message>
      <source>lacks {things}</source>
      <translation>ihm fehlt: {things}</translation>
    </message>
    <message>
      <source>layers</source>
      <translation>Ebenen</translation>
    </message>
    <message>
      <source>plain colours (sRGB)</source>
      <translation>einfache Farben (sRGB)</translation>
    </message>
    <message>
      <source>transparency</source>
      <translation>Transparenz</translation>
    </message>
    <message>
      <source>{depth} instead of {other} bits a channel</source>
      <translation>{depth} statt {other} Bit je Kanal</translation>
    </message>
    <message>
      <source>{size} of data that simgui does not know</source>
      <translation>{size} Daten, die simgui nicht kennt</translation>
    </message>
  </context>
  <context>
    <name>Journal</name>
    <message numerus="yes">
      <source>%Ln are links</source>
      <translation>
        <numerusform>%Ln ist ein Verweis</numerusform>
        <numerusform>%Ln sind Verweise</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln brought back</source>
      <translation>
        <numerusform>%Ln zurückgeholt</numerusform>
        <numerusform>%Ln zurückgeholt</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln in the folder</source>
      <translation>
        <numerusform>%Ln im Ordner</numerusform>
        <numerusform>%Ln im Ordner</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln in the trash</source>
      <translation>
        <numerusform>%Ln im Papierkorb</numerusform>
        <numerusform>%Ln im Papierkorb</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln photos moved to a folder</source>
      <translation>
        <numerusform>%Ln Foto in einen Ordner bewegt</numerusform>
        <numerusform>%Ln Fotos in einen Ordner bewegt</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln photos replaced by links</source>
      <translation>
        <numerusform>%Ln Foto durch einen Link ersetzt</numerusform>
        <numerusform>%Ln Fotos durch Links ersetzt</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln photos to the trash</source>
      <translation>
        <numerusform>%Ln Foto in den Papierkorb</numerusform>
        <numerusform>%Ln Fotos in den Papierkorb</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln stayed</source>
      <translation>
        <numerusform>%Ln geblieben</numerusform>
        <numerusform>%Ln geblieben</numerusform>
      </translation>
    </message>
    <message>
      <source>Bring all photos of the chosen deletion back</source>
      <translation>Alle Fotos der gewählten Löschung zurückholen</translation>
    </message>
    <message>
      <source>Bring back</source>
      <translation>Zurückholen</translation>
    </message>
    <message>
      <source>Deletions</source>
      <translation>Löschungen</translation>
    </message>
    <message>
      <source>Kept even if the library is rebuilt.</source>
      <translation>Bleibt, auch wenn die Bibliothek neu aufgebaut wird.</translation>
    </message>
    <message>
      <source>Kept instead</source>
      <translation>Behalten stattdessen</translation>
    </message>
    <message>
      <source>Nothing has been deleted yet. What goes is written down here.</source>
      <translation>Es wurde noch nichts gelöscht. Was geht, wird hier aufgeschrieben.</translation>
    </message>
    <message>
      <source>Now</source>
      <translation>Jetzt</translation>
    </message>
    <message>
      <source>Photo</source>
      <translation>Foto</translation>
    </message>
    <message>
      <source>Photos of the deletion</source>
      <translation>Fotos der Löschung</translation>
    </message>
    <message>
      <source>Show the kept photo</source>
      <translation>Behaltenes Foto zeigen</translation>
    </message>
    <message>
      <source>Size</source>
      <translation>Größe</translation>
    </message>
    <message>
      <source>Trash journal</source>
      <translation>Papierkorb-Journal</translation>
    </message>
    <message>
      <source>Was in</source>
      <translation>War in</translation>
    </message>
    <message>
      <source>What</source>
      <translation>Was</translation>
    </message>
    <message>
      <source>When</source>
      <translation>Wann</translation>
    </message>
    <message>
      <source>a link</source>
      <translation>ein Verweis</translation>
    </message>
    <message>
      <source>brought back</source>
      <translation>zurückgeholt</translation>
    </message>
    <message>
      <source>in the folder</source>
      <translation>im Ordner</translation>
    </message>
    <message>
      <source>in the trash</source>
      <translation>im Papierkorb</translation>
    </message>
    <message>
      <source>not settled</source>
      <translation>offen</translation>
    </message>
    <message>
      <source>stayed</source>
      <translation>geblieben</translation>
    </message>
  </context>
  <context>
    <name>Keeper</name>
    <message>
      <source>all copies are equal</source>
      <translation>alle Kopien sind gleich</translation>
    </message>
    <message>
      <source>chosen by you</source>
      <translation>von Ihnen gewählt</translation>
    </message>
    <message>
      <source>differs least from the others</source>
      <translation>weicht am wenigsten von den anderen ab</translation>
    </message>
    <message>
      <source>in a protected folder</source>
      <translation>in einem geschützten Ordner</translation>
    </message>
    <message>
      <source>in the folder you prefer</source>
      <translation>im bevorzugten Ordner</translation>
    </message>
    <message>
      <source>less compressed: quality {value}, not {other}</source>
      <translation>weniger komprimiert: Qualität {value} statt {other}</translation>
    </message>
    <message>
      <source>more camera data: {value} fields, not {other}</source>
      <translation>mehr Kameradaten: {value} Felder statt {other}</translation>
    </message>
    <message>
      <source>the better format</source>
      <translation>das bessere Format</translation>
    </message>
    <message>
      <source>the larger file</source>
      <translation>die größere Datei</translation>
    </message>
    <message>
      <source>the oldest file</source>
      <translation>die älteste Datei</translation>
    </message>
    <message>
      <source>the picture itself, without a frame</source>
      <translation>das Bild selbst, ohne Rahmen</translation>
    </message>
    <message>
      <source>the plainer name</source>
      <translation>der schlichtere Name</translation>
    </message>
    <message>
      <source>the whole picture, not a crop</source>
      <translation>das ganze Bild, kein Ausschnitt</translation>
    </message>
    <message>
      <source>{ratio}× the pixels</source>
      <translation>{ratio}× so viele Bildpunkte</translation>
    </message>
  </context>
  <context>
    <name>Key</name>
    <message>
      <source>Enter</source>
      <translation>Eingabe</translation>
    </message>
    <message>
      <source>Space</source>
      <translation>Leer</translation>
    </message>
  </context>
  <context>
    <name>Member</name>
    <message>
      <source>another shot of this moment</source>
      <translation>andere Aufnahme dieses Moments</translation>
    </message>
    <message>
      <source>identical, byte for byte</source>
      <translation>identisch, Byte für Byte</translation>
    </message>
    <message>
      <source>looks alike · {share}</source>
      <translation>ähnlich · {share}</translation>
    </message>
    <message>
      <source>same pixels, other file</source>
      <translation>gleiche Bildpunkte, andere Datei</translation>
    </message>
    <message>
      <source>{changes} · {share} sure</source>
      <translation>{changes} · {share} sicher</translation>
    </message>
  </context>
  <context>
    <name>Menu</name>
    <message>
      <source>Copy the path</source>
      <translation>Pfad kopieren</translation>
    </message>
    <message>
      <source>Open</source>
      <translation>Öffnen</translation>
    </message>
    <message>
      <source>Show in the file manager</source>
      <translation>In der Dateiverwaltung zeigen</translation>
    </message>
  </context>
  <context>
    <name>MessageBar</name>
    <message>
      <source>Dismiss</source>
      <translation>Schließen</translation>
    </message>
  </context>
  <context>
    <name>Notice</name>
    <message>
      <source>The library was brought up to date; the one before is {path}.</source>
      <translation>Die Bibliothek wurde erneuert; die vorige ist {path}.</translation>
    </message>
    <message>
      <source>The library was damaged. It was set aside as {path} and a new one begun.</source>
      <translation>Die Bibliothek war beschädigt. Sie wurde als {path} beiseitegelegt und eine neue begonnen.</translation>
    </message>
    <message>
      <source>The library was written by a somewhat newer simgui.</source>
      <translation>Die Bibliothek stammt von einem etwas neueren simgui.</translation>
    </message>
    <message>
      <source>The thumbnails were damaged and are made again.</source>
      <translation>Die Vorschaubilder waren beschädigt und werden neu erstellt.</translation>
    </message>
    <message>
      <source>{count} damaged vectors are made again at the next scan.</source>
      <translation>{count} beschädigte Vektoren werden beim nächsten Durchsehen neu erstellt.</translation>
    </message>
    <message>
      <source>{count} folders, decisions and journal entries were saved from it.</source>
      <translation>{count} Ordner, Entscheidungen und Journaleinträge wurden daraus gerettet.</translation>
    </message>
  </context>
  <context>
    <name>Photo</name>
    <message>
      <source>with {files}</source>
      <translation>mit {files}</translation>
    </message>
  </context>
  <context>
    <name>Plan</name>
    <message numerus="yes">
      <source>%Ln photos would be replaced by links</source>
      <translation>
        <numerusform>%Ln Foto würde durch einen Verweis ersetzt</numerusform>
        <numerusform>%Ln Fotos würden durch Verweise ersetzt</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln photos would go to the trash</source>
      <translation>
        <numerusform>%Ln Foto käme in den Papierkorb</numerusform>
        <numerusform>%Ln Fotos kämen in den Papierkorb</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln photos would move to a folder</source>
      <translation>
        <numerusform>%Ln Foto käme in einen Ordner</numerusform>
        <numerusform>%Ln Fotos kämen in einen Ordner</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln stay</source>
      <translation>
        <numerusform>%Ln bleibt</numerusform>
        <numerusform>%Ln bleiben</numerusform>
      </translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>Abbrechen</translation>
    </message>
    <message>
      <source>Choose a folder to move the photos to</source>
      <translation>Ordner wählen, in den die Fotos kommen</translation>
    </message>
    <message>
      <source>Date, place, rating, title and keywords that the kept photo lacks are written into an XMP file beside it. The photo itself is never changed.</source>
      <translation>Datum, Ort, Bewertung, Titel und Stichwörter, die dem behaltenen Foto fehlen, kommen in eine XMP-Datei daneben. Das Foto selbst wird nie geändert.</translation>
    </message>
    <message numerus="yes">
      <source>Move %Ln to the folder</source>
      <translation>
        <numerusform>%Ln in den Ordner</numerusform>
        <numerusform>%Ln in den Ordner</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Move %Ln to trash</source>
      <translation>
        <numerusform>%Ln in den Papierkorb</numerusform>
        <numerusform>%Ln in den Papierkorb</numerusform>
      </translation>
    </message>
    <message>
      <source>Move to a folder…</source>
      <translation>In einen Ordner …</translation>
    </message>
    <message>
      <source>Move to the trash</source>
      <translation>In den Papierkorb</translation>
    </message>
    <message>
      <source>Nothing of this can go.</source>
      <translation>Davon kann nichts gehen.</translation>
    </message>
    <message>
      <source>Photos moved</source>
      <translation>Bewegte Fotos</translation>
    </message>
    <message numerus="yes">
      <source>Replace %Ln by links</source>
      <translation>
        <numerusform>%Ln durch einen Verweis ersetzen</numerusform>
        <numerusform>%Ln durch Verweise ersetzen</numerusform>
      </translation>
    </message>
    <message>
      <source>Replace by clones (reflinks)</source>
      <translation>Durch Klone ersetzen (Reflinks)</translation>
    </message>
    <message>
      <source>Replace by hard links</source>
      <translation>Durch harte Verweise ersetzen (Hardlinks)</translation>
    </message>
    <message numerus="yes">
      <source>Save what only %Ln of them know beside the kept photos</source>
      <translation>
        <numerusform>Was nur %Ln davon weiß, beim behaltenen Foto sichern</numerusform>
        <numerusform>Was nur %Ln davon wissen, bei den behaltenen Fotos sichern</numerusform>
      </translation>
    </message>
    <message>
      <source>Stop</source>
      <translation>Anhalten</translation>
    </message>
    <message>
      <source>What is done with the photos</source>
      <translation>Was mit den Fotos geschieht</translation>
    </message>
    <message>
      <source>What would go and what stays</source>
      <translation>Was ginge und was bleibt</translation>
    </message>
    <message>
      <source>date</source>
      <translation>Datum</translation>
    </message>
    <message>
      <source>keywords</source>
      <translation>Stichwörter</translation>
    </message>
    <message>
      <source>only it has {things}</source>
      <translation>nur hier: {things}</translation>
    </message>
    <message>
      <source>only it knows: {words}</source>
      <translation>nur hier: {words}</translation>
    </message>
    <message>
      <source>place</source>
      <translation>Ort</translation>
    </message>
    <message>
      <source>rating</source>
      <translation>Bewertung</translation>
    </message>
    <message>
      <source>stays: {reason}</source>
      <translation>bleibt: {reason}</translation>
    </message>
    <message>
      <source>title</source>
      <translation>Titel</translation>
    </message>
    <message>
      <source>{name} in {place} stays</source>
      <translation>{name} in {place} bleibt</translation>
    </message>
    <message>
      <source>{size} freed; each keeper is checked on disk first</source>
      <translation>{size} würden frei; jedes behaltene Foto wird zuvor auf der Platte geprüft</translation>
    </message>
  </context>
  <context>
    <name>Progress</name>
    <message numerus="yes">
      <source>%Ln found</source>
      <translation>
        <numerusform>%Ln gefunden</numerusform>
        <numerusform>%Ln gefunden</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln h left</source>
      <translation>
        <numerusform>noch %Ln Std.</numerusform>
        <numerusform>noch %Ln Std.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln min left</source>
      <translation>
        <numerusform>noch %Ln Min.</numerusform>
        <numerusform>noch %Ln Min.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln s left</source>
      <translation>
        <numerusform>noch %Ln s</numerusform>
        <numerusform>noch %Ln s</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln unreadable</source>
      <translation>
        <numerusform>%Ln nicht lesbar</numerusform>
        <numerusform>%Ln nicht lesbar</numerusform>
      </translation>
    </message>
    <message>
      <source>Comparing photos</source>
      <translation>Fotos vergleichen</translation>
    </message>
    <message>
      <source>Go on</source>
      <translation>Weiter</translation>
    </message>
    <message>
      <source>Grouping</source>
      <translation>Gruppieren</translation>
    </message>
    <message>
      <source>Looking for photos</source>
      <translation>Fotos suchen</translation>
    </message>
    <message>
      <source>Pause</source>
      <translation>Pause</translation>
    </message>
    <message>
      <source>Progress of the scan</source>
      <translation>Fortschritt</translation>
    </message>
    <message>
      <source>Reading photos</source>
      <translation>Fotos lesen</translation>
    </message>
    <message>
      <source>Stop the scan; what was read stays in the library</source>
      <translation>Beenden; was gelesen ist, bleibt in der Bibliothek</translation>
    </message>
    <message>
      <source>almost done</source>
      <translation>fast fertig</translation>
    </message>
    <message>
      <source>{done} of {total}</source>
      <translation>{done} von {total}</translation>
    </message>
    <message>
      <source>{rate} photos/s</source>
      <translation>{rate} Fotos/s</translation>
    </message>
  </context>
  <context>
    <name>Refusal</name>
    <message>
      <source>a file that goes with it has changed</source>
      <translation>eine zugehörige Datei hat sich geändert</translation>
    </message>
    <message>
      <source>a link would change who may read it</source>
      <translation>ein Link würde ändern, wer es lesen darf</translation>
    </message>
    <message>
      <source>it can't be moved to the trash</source>
      <translation>es kann nicht in den Papierkorb bewegt werden</translation>
    </message>
    <message>
      <source>it can't be read</source>
      <translation>es ist nicht lesbar</translation>
    </message>
    <message>
      <source>it has changed since it was read; scan again</source>
      <translation>es hat sich seit dem Lesen geändert; erneut durchsehen</translation>
    </message>
    <message>
      <source>it has files that are not beside the photo to keep</source>
      <translation>es hat Dateien, die neben dem behaltenen Foto fehlen</translation>
    </message>
    <message>
      <source>it has the only RAW file of this shot</source>
      <translation>es hat die einzige RAW-Datei dieser Aufnahme</translation>
    </message>
    <message>
      <source>it holds something that the photo to keep does not</source>
      <translation>es enthält etwas, das dem behaltenen Foto fehlt</translation>
    </message>
    <message>
      <source>it is in a protected folder</source>
      <translation>es liegt in einem geschützten Ordner</translation>
    </message>
    <message>
      <source>it is not there any more</source>
      <translation>es ist nicht mehr da</translation>
    </message>
    <message>
      <source>it knows something that the photo to keep does not</source>
      <translation>es weiß etwas, das dem behaltenen Foto fehlt</translation>
    </message>
    <message>
      <source>it or the photo to keep is in the folder that photos are moved to</source>
      <translation>es oder das behaltene Foto liegt in dem Ordner, in den Fotos verschoben werden</translation>
    </message>
    <message>
      <source>its bytes are not the same after all</source>
      <translation>seine Bytes sind doch nicht dieselben</translation>
    </message>
    <message>
      <source>its metadata could not be saved first</source>
      <translation>seine Metadaten konnten nicht vorher gesichert werden</translation>
    </message>
    <message>
      <source>its pixels are not the same after all</source>
      <translation>seine Bildpunkte sind doch nicht dieselben</translation>
    </message>
    <message>
      <source>nothing else of its group would be left</source>
      <translation>von seiner Gruppe bliebe nichts übrig</translation>
    </message>
    <message>
      <source>only identical files can be linked</source>
      <translation>nur identische Dateien können verlinkt werden</translation>
    </message>
    <message>
      <source>photos that are no copies go only when marked one by one</source>
      <translation>Fotos, die keine Kopien sind, gehen nur einzeln markiert</translation>
    </message>
    <message>
      <source>simgui was ended before it moved</source>
      <translation>simgui wurde beendet, bevor es bewegt wurde</translation>
    </message>
    <message>
      <source>the photo that would be kept is another name of the same file</source>
      <translation>das behaltene Foto ist ein anderer Name derselben Datei</translation>
    </message>
    <message>
      <source>the photo to keep can't be read</source>
      <translation>das zu behaltende Foto ist nicht lesbar</translation>
    </message>
    <message>
      <source>the photo to keep has changed; scan again</source>
      <translation>das zu behaltende Foto hat sich geändert; erneut durchsehen</translation>
    </message>
    <message>
      <source>the photo to keep is not there any more</source>
      <translation>das zu behaltende Foto ist nicht mehr da</translation>
    </message>
    <message>
      <source>the photo to keep went with it, so it was brought back</source>
      <translation>das behaltene Foto ging mit, darum wurde es zurückgeholt</translation>
    </message>
    <message>
      <source>the system did not move it</source>
      <translation>das System hat es nicht bewegt</translation>
    </message>
  </context>
  <context>
    <name>Refused</name>
    <message>
      <source>One photo of every group stays: {name} was not marked.</source>
      <translation>Ein Foto jeder Gruppe bleibt: {name} wurde nicht markiert.</translation>
    </message>
    <message>
      <source>Only photos with a duplicate can be marked: one has to stay.</source>
      <translation>Nur Fotos mit einem Duplikat können markiert werden: eines muss bleiben.</translation>
    </message>
    <message>
      <source>These files are identical, so they stay duplicates.</source>
      <translation>Diese Dateien sind identisch und bleiben Duplikate.</translation>
    </message>
    <message>
      <source>This photo is in a protected folder and is never marked.</source>
      <translation>Dieses Foto liegt in einem geschützten Ordner und wird nie markiert.</translation>
    </message>
  </context>
  <context>
    <name>Review</name>
    <message>
      <source>Choose a group to see its photos.</source>
      <translation>Wählen Sie eine Gruppe, um ihre Fotos zu sehen.</translation>
    </message>
    <message>
      <source>Compare</source>
      <translation>Vergleichen</translation>
    </message>
    <message>
      <source>Lay photos side by side</source>
      <translation>Fotos nebeneinanderlegen</translation>
    </message>
    <message>
      <source>Mark all photos of this group but the one to keep (A)</source>
      <translation>Alle Fotos der Gruppe außer dem behaltenen markieren (A)</translation>
    </message>
    <message>
      <source>Mark others</source>
      <translation>Andere markieren</translation>
    </message>
    <message>
      <source>Not duplicates</source>
      <translation>Keine Duplikate</translation>
    </message>
    <message>
      <source>Remember that the selected photos, or all of them, are no duplicates (X)</source>
      <translation>Merken, dass die ausgewählten Fotos oder alle keine Duplikate sind (X)</translation>
    </message>
    <message>
      <source>Show what is known of the photos (I)</source>
      <translation>Zeigen, was über die Fotos bekannt ist (I)</translation>
    </message>
    <message>
      <source>Your photos are being looked through. You can go on working.</source>
      <translation>Ihre Fotos werden durchgesehen. Sie können weiterarbeiten.</translation>
    </message>
    <message numerus="yes">
      <source>also close to %Ln groups</source>
      <translation>
        <numerusform>auch einer anderen Gruppe nah</numerusform>
        <numerusform>auch %Ln anderen Gruppen nah</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>Role</name>
    <message>
      <source>It is left out of every scan.</source>
      <translation>Er wird nie durchgesehen.</translation>
    </message>
    <message>
      <source>Nothing in it is ever marked or deleted; its photos are kept.</source>
      <translation>Nichts darin wird je markiert oder gelöscht; seine Fotos werden behalten.</translation>
    </message>
    <message>
      <source>Photos in it may be marked and deleted.</source>
      <translation>Fotos darin dürfen markiert und gelöscht werden.</translation>
    </message>
    <message>
      <source>excluded</source>
      <translation>ausgenommen</translation>
    </message>
    <message>
      <source>normal</source>
      <translation>normal</translation>
    </message>
    <message>
      <source>protected</source>
      <translation>geschützt</translation>
    </message>
  </context>
  <context>
    <name>Rules</name>
    <message numerus="yes">
      <source>%Ln groups would keep another photo</source>
      <translation>
        <numerusform>%Ln Gruppe behielte ein anderes Foto</numerusform>
        <numerusform>%Ln Gruppen behielten ein anderes Foto</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln photos would be marked</source>
      <translation>
        <numerusform>%Ln Foto würde markiert</numerusform>
        <numerusform>%Ln Fotos würden markiert</numerusform>
      </translation>
    </message>
    <message>
      <source>All groups</source>
      <translation>Alle Gruppen</translation>
    </message>
    <message>
      <source>Also the same photo re-saved</source>
      <translation>Auch dasselbe Foto, neu gespeichert</translation>
    </message>
    <message>
      <source>Apply to</source>
      <translation>Anwenden auf</translation>
    </message>
    <message>
      <source>Because</source>
      <translation>Weil</translation>
    </message>
    <message>
      <source>Better format (RAW, lossless)</source>
      <translation>Besseres Format (RAW, verlustfrei)</translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>Abbrechen</translation>
    </message>
    <message>
      <source>Identical files and pixels</source>
      <translation>Identische Dateien und Bildpunkte</translation>
    </message>
    <message>
      <source>In</source>
      <translation>In</translation>
    </message>
    <message>
      <source>Keep first what has</source>
      <translation>Zuerst behalten, was hat</translation>
    </message>
    <message>
      <source>Keep rules</source>
      <translation>Behalte-Regeln</translation>
    </message>
    <message>
      <source>Kept</source>
      <translation>Behalten</translation>
    </message>
    <message>
      <source>Kind</source>
      <translation>Art</translation>
    </message>
    <message>
      <source>Larger file</source>
      <translation>Größere Datei</translation>
    </message>
    <message>
      <source>Less compression</source>
      <translation>Weniger Kompression</translation>
    </message>
    <message>
      <source>Mark</source>
      <translation>Markieren</translation>
    </message>
    <message numerus="yes">
      <source>Mark %Ln photos</source>
      <translation>
        <numerusform>%Ln Foto markieren</numerusform>
        <numerusform>%Ln Fotos markieren</numerusform>
      </translation>
    </message>
    <message>
      <source>Mark only in</source>
      <translation>Nur markieren in</translation>
    </message>
    <message>
      <source>Mark only in this folder</source>
      <translation>Nur in diesem Ordner markieren</translation>
    </message>
    <message>
      <source>Mark only names like</source>
      <translation>Nur Namen markieren wie</translation>
    </message>
    <message>
      <source>Mark only names like this</source>
      <translation>Nur solche Namen markieren</translation>
    </message>
    <message>
      <source>Marked</source>
      <translation>Markiert</translation>
    </message>
    <message>
      <source>More camera data</source>
      <translation>Mehr Kameradaten</translation>
    </message>
    <message>
      <source>More pixels</source>
      <translation>Mehr Bildpunkte</translation>
    </message>
    <message>
      <source>Move down</source>
      <translation>Nach unten</translation>
    </message>
    <message>
      <source>Move up</source>
      <translation>Nach oben</translation>
    </message>
    <message>
      <source>No edit of its own</source>
      <translation>Ohne eigene Bearbeitung</translation>
    </message>
    <message>
      <source>Older file</source>
      <translation>Ältere Datei</translation>
    </message>
    <message>
      <source>Photos that would be marked</source>
      <translation>Fotos, die markiert würden</translation>
    </message>
    <message>
      <source>Plainer name</source>
      <translation>Schlichterer Name</translation>
    </message>
    <message>
      <source>Preferred folder</source>
      <translation>Bevorzugter Ordner</translation>
    </message>
    <message>
      <source>Preferred folders</source>
      <translation>Bevorzugte Ordner</translation>
    </message>
    <message>
      <source>Rules never mark edited versions, other shots of a moment, or anything in a protected folder.</source>
      <translation>Regeln markieren nie bearbeitete Fassungen, andere Aufnahmen eines Moments oder etwas in einem geschützten Ordner.</translation>
    </message>
    <message>
      <source>Selected</source>
      <translation>Ausgewählte</translation>
    </message>
    <message>
      <source>This group</source>
      <translation>Diese Gruppe</translation>
    </message>
    <message>
      <source>What may be marked</source>
      <translation>Was markiert werden darf</translation>
    </message>
    <message>
      <source>any folder</source>
      <translation>jeder Ordner</translation>
    </message>
    <message>
      <source>any name, or such as *copy*</source>
      <translation>jeder Name, oder etwa *Kopie*</translation>
    </message>
    <message>
      <source>better format</source>
      <translation>besseres Format</translation>
    </message>
    <message>
      <source>chosen by you</source>
      <translation>von Ihnen gewählt</translation>
    </message>
    <message numerus="yes">
      <source>in %Ln groups</source>
      <translation>
        <numerusform>in %Ln Gruppe</numerusform>
        <numerusform>in %Ln Gruppen</numerusform>
      </translation>
    </message>
    <message>
      <source>larger file</source>
      <translation>größere Datei</translation>
    </message>
    <message>
      <source>less compressed</source>
      <translation>weniger komprimiert</translation>
    </message>
    <message>
      <source>more camera data</source>
      <translation>mehr Kameradaten</translation>
    </message>
    <message>
      <source>more pixels</source>
      <translation>mehr Bildpunkte</translation>
    </message>
    <message>
      <source>no frame</source>
      <translation>ohne Rahmen</translation>
    </message>
    <message>
      <source>not cropped</source>
      <translation>nicht beschnitten</translation>
    </message>
    <message>
      <source>not edited</source>
      <translation>nicht bearbeitet</translation>
    </message>
    <message>
      <source>older file</source>
      <translation>ältere Datei</translation>
    </message>
    <message>
      <source>plainer name</source>
      <translation>schlichterer Name</translation>
    </message>
    <message>
      <source>preferred folder</source>
      <translation>bevorzugter Ordner</translation>
    </message>
    <message>
      <source>protected</source>
      <translation>geschützt</translation>
    </message>
    <message>
      <source>{size} to win</source>
      <translation>{size} zu gewinnen</translation>
    </message>
  </context>
  <context>
    <name>Settings</name>
    <message numerus="yes">
      <source>%Ln photos</source>
      <translation>
        <numerusform>%Ln Foto</numerusform>
        <numerusform>%Ln Fotos</numerusform>
      </translation>
    </message>
    <message>
      <source>1 GB holds about 100,000; what does not fit is made again when needed.</source>
      <translation>1 GB fasst etwa 100.000; was nicht hineinpasst, wird bei Bedarf neu gemacht.</translation>
    </message>
    <message>
      <source>APPEARANCE</source>
      <translation>AUSSEHEN</translation>
    </message>
    <message>
      <source>All photos are read again. Folders, decisions and the journal stay.</source>
      <translation>Alle Fotos werden neu gelesen. Ordner, Entscheidungen und Journal bleiben.</translation>
    </message>
    <message>
      <source>Another folder is used from the next start on.</source>
      <translation>Ein anderer Ordner gilt ab dem nächsten Start.</translation>
    </message>
    <message>
      <source>As the system</source>
      <translation>Wie das System</translation>
    </message>
    <message>
      <source>Back</source>
      <translation>Zurück</translation>
    </message>
    <message>
      <source>Check</source>
      <translation>Prüfen</translation>
    </message>
    <message>
      <source>Choose a folder for the library</source>
      <translation>Ordner für die Bibliothek wählen</translation>
    </message>
    <message>
      <source>Choose a network</source>
      <translation>Netz wählen</translation>
    </message>
    <message>
      <source>Choose a network file</source>
      <translation>Netzdatei wählen</translation>
    </message>
    <message>
      <source>Choose another library folder</source>
      <translation>Anderen Ordner für die Bibliothek wählen</translation>
    </message>
    <message>
      <source>Choose…</source>
      <translation>Wählen …</translation>
    </message>
    <message>
      <source>Compare by</source>
      <translation>Vergleich nach</translation>
    </message>
    <message>
      <source>Computed on</source>
      <translation>Berechnet auf</translation>
    </message>
    <message>
      <source>Cosine</source>
      <translation>Kosinus</translation>
    </message>
    <message>
      <source>Dark</source>
      <translation>Dunkel</translation>
    </message>
    <message>
      <source>Disk space for thumbnails</source>
      <translation>Plattenplatz für Vorschaubilder</translation>
    </message>
    <message>
      <source>Euclidean</source>
      <translation>Euklidisch</translation>
    </message>
    <message>
      <source>FIND SIMILAR</source>
      <translation>ÄHNLICHE FINDEN</translation>
    </message>
    <message>
      <source>Formats</source>
      <translation>Formate</translation>
    </message>
    <message>
      <source>How many photos are read at once, from the next scan on.</source>
      <translation>Wie viele Fotos zugleich gelesen werden, ab dem nächsten Durchsehen.</translation>
    </message>
    <message>
      <source>KEEPING</source>
      <translation>BEHALTEN</translation>
    </message>
    <message>
      <source>Keep rules…</source>
      <translation>Behalte-Regeln …</translation>
    </message>
    <message>
      <source>Language</source>
      <translation>Sprache</translation>
    </message>
    <message>
      <source>Library</source>
      <translation>Bibliothek</translation>
    </message>
    <message>
      <source>Library folder</source>
      <translation>Ordner der Bibliothek</translation>
    </message>
    <message>
      <source>Light</source>
      <translation>Hell</translation>
    </message>
    <message>
      <source>Memory for thumbnails</source>
      <translation>Arbeitsspeicher für Vorschaubilder</translation>
    </message>
    <message>
      <source>Network</source>
      <translation>Netz</translation>
    </message>
    <message>
      <source>Photos to show</source>
      <translation>Anzahl der Fotos</translation>
    </message>
    <message>
      <source>Reading the whole library…</source>
      <translation>Die ganze Bibliothek wird gelesen …</translation>
    </message>
    <message>
      <source>Rebuild now</source>
      <translation>Jetzt neu aufbauen</translation>
    </message>
    <message>
      <source>Rebuild…</source>
      <translation>Neu aufbauen …</translation>
    </message>
    <message>
      <source>SCANNING</source>
      <translation>DURCHSEHEN</translation>
    </message>
    <message>
      <source>STORAGE</source>
      <translation>SPEICHER</translation>
    </message>
    <message>
      <source>Settings</source>
      <translation>Einstellungen</translation>
    </message>
    <message>
      <source>Size of the pictures</source>
      <translation>Größe der Bilder</translation>
    </message>
    <message>
      <source>Standard</source>
      <translation>Standard</translation>
    </message>
    <message>
      <source>System</source>
      <translation>System</translation>
    </message>
    <message>
      <source>The library is sound.</source>
      <translation>Die Bibliothek ist in Ordnung.</translation>
    </message>
    <message>
      <source>The order of what counts, and what rules may mark.</source>
      <translation>Die Reihenfolge dessen, was zählt, und was Regeln markieren dürfen.</translation>
    </message>
    <message>
      <source>Theme</source>
      <translation>Farben</translation>
    </message>
    <message>
      <source>Threads</source>
      <translation>Threads</translation>
    </message>
    <message>
      <source>Use the network that ships</source>
      <translation>Das mitgelieferte Netz verwenden</translation>
    </message>
    <message>
      <source>What is left out is as good as not there; its decisions are kept. A RAW beside its JPEG goes with it all the same.</source>
      <translation>Was weggelassen wird, ist so gut wie nicht da; Entscheidungen dazu bleiben. Ein RAW neben seinem JPEG gehört trotzdem dazu.</translation>
    </message>
    <message>
      <source>Which photo stays</source>
      <translation>Welches Foto bleibt</translation>
    </message>
    <message>
      <source>automatic ({count})</source>
      <translation>automatisch ({count})</translation>
    </message>
    <message>
      <source>camera RAW</source>
      <translation>Kamera-RAW</translation>
    </message>
    <message>
      <source>others</source>
      <translation>andere</translation>
    </message>
    <message>
      <source>the network that ships with simgui</source>
      <translation>das mitgelieferte Netz</translation>
    </message>
    <message>
      <source>the processor</source>
      <translation>dem Prozessor</translation>
    </message>
    <message>
      <source>unknown</source>
      <translation>unbekannt</translation>
    </message>
    <message>
      <source>{id}, licence: {licence}</source>
      <translation>{id}, Lizenz: {licence}</translation>
    </message>
  </context>
  <context>
    <name>Settled</name>
    <message>
      <source>The last deletion was cut off.</source>
      <translation>Die letzte Löschung wurde unterbrochen.</translation>
    </message>
    <message>
      <source>{name} had been moved to its folder.</source>
      <translation>{name} war schon in den Ordner verschoben.</translation>
    </message>
    <message>
      <source>{name} had been moved to the trash.</source>
      <translation>{name} war in den Papierkorb bewegt worden.</translation>
    </message>
    <message>
      <source>{name} had been replaced by a link.</source>
      <translation>{name} war schon durch einen Verweis ersetzt.</translation>
    </message>
    <message>
      <source>{name} had not been moved yet.</source>
      <translation>{name} war noch nicht bewegt worden.</translation>
    </message>
    <message>
      <source>{name} has not been brought back yet.</source>
      <translation>{name} ist noch nicht zurückgeholt.</translation>
    </message>
    <message>
      <source>{name} is back in part; undo again to try again.</source>
      <translation>{name} ist teilweise zurück; erneut zurückholen, um es wieder zu versuchen.</translation>
    </message>
    <message>
      <source>{name} is gone from its place and not found in the trash.</source>
      <translation>{name} ist nicht mehr an seinem Ort und nicht im Papierkorb zu finden.</translation>
    </message>
    <message>
      <source>{name} was brought back.</source>
      <translation>{name} wurde zurückgeholt.</translation>
    </message>
    <message>
      <source>{name} was moved in part: brought back.</source>
      <translation>{name} war teilweise bewegt: zurückgeholt.</translation>
    </message>
  </context>
  <context>
    <name>Sidebar</name>
    <message numerus="yes">
      <source>%Ln single photos</source>
      <translation>
        <numerusform>%Ln einzelnes Foto</numerusform>
        <numerusform>%Ln einzelne Fotos</numerusform>
      </translation>
    </message>
    <message>
      <source>All photos</source>
      <translation>Alle Fotos</translation>
    </message>
    <message>
      <source>Could not be read</source>
      <translation>Nicht lesbar</translation>
    </message>
    <message>
      <source>Duplicates</source>
      <translation>Duplikate</translation>
    </message>
    <message>
      <source>Everything stays on this computer.</source>
      <translation>Alles bleibt auf diesem Computer.</translation>
    </message>
    <message>
      <source>Excluded: left out of every scan</source>
      <translation>Ausgenommen: nie durchgesehen</translation>
    </message>
    <message>
      <source>FOLDERS</source>
      <translation>ORDNER</translation>
    </message>
    <message>
      <source>Look through it again</source>
      <translation>Erneut durchsehen</translation>
    </message>
    <message>
      <source>Normal: photos may be marked</source>
      <translation>Normal: Fotos dürfen markiert werden</translation>
    </message>
    <message>
      <source>Protected: never marked, always kept</source>
      <translation>Geschützt: nie markiert, immer behalten</translation>
    </message>
    <message>
      <source>REVIEW</source>
      <translation>DURCHSICHT</translation>
    </message>
    <message>
      <source>Same moment</source>
      <translation>Gleicher Moment</translation>
    </message>
    <message>
      <source>Show in the file manager</source>
      <translation>In der Dateiverwaltung zeigen</translation>
    </message>
    <message numerus="yes">
      <source>Stop watching %Ln photos</source>
      <translation>
        <numerusform>Dieses Foto vergessen</numerusform>
        <numerusform>%Ln Fotos vergessen</numerusform>
      </translation>
    </message>
    <message>
      <source>Stop watching this folder</source>
      <translation>Diesen Ordner vergessen</translation>
    </message>
    <message>
      <source>Trash journal</source>
      <translation>Papierkorb-Journal</translation>
    </message>
    <message>
      <source>offline</source>
      <translation>nicht da</translation>
    </message>
    <message>
      <source>reading</source>
      <translation>wird gelesen</translation>
    </message>
    <message>
      <source>waiting</source>
      <translation>wartet</translation>
    </message>
  </context>
  <context>
    <name>Similar</name>
    <message numerus="yes">
      <source>%Ln best</source>
      <translation>
        <numerusform>%Ln bestes</numerusform>
        <numerusform>%Ln beste</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln photos searched</source>
      <translation>
        <numerusform>%Ln Foto durchsucht</numerusform>
        <numerusform>%Ln Fotos durchsucht</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln photos selected</source>
      <translation>
        <numerusform>%Ln Foto ausgewählt</numerusform>
        <numerusform>%Ln Fotos ausgewählt</numerusform>
      </translation>
    </message>
    <message>
      <source>All folders</source>
      <translation>Alle Ordner</translation>
    </message>
    <message>
      <source>Back</source>
      <translation>Zurück</translation>
    </message>
    <message>
      <source>Choose a picture</source>
      <translation>Bild wählen</translation>
    </message>
    <message>
      <source>Compare by</source>
      <translation>Vergleich nach</translation>
    </message>
    <message>
      <source>Compare with the query</source>
      <translation>Mit dem Gesuchten vergleichen</translation>
    </message>
    <message>
      <source>Cosine</source>
      <translation>Kosinus</translation>
    </message>
    <message>
      <source>Euclidean</source>
      <translation>Euklidisch</translation>
    </message>
    <message>
      <source>Find similar to this</source>
      <translation>Ähnliche hierzu finden</translation>
    </message>
    <message>
      <source>Folder to look in</source>
      <translation>Ordner, in dem gesucht wird</translation>
    </message>
    <message>
      <source>How many photos to show</source>
      <translation>Wie viele Fotos gezeigt werden</translation>
    </message>
    <message>
      <source>In</source>
      <translation>In</translation>
    </message>
    <message>
      <source>LOOKING FOR</source>
      <translation>GESUCHT</translation>
    </message>
    <message>
      <source>Looking…</source>
      <translation>Suche …</translation>
    </message>
    <message>
      <source>Most similar photos</source>
      <translation>Ähnlichste Fotos</translation>
    </message>
    <message>
      <source>No picture yet</source>
      <translation>Noch kein Bild</translation>
    </message>
    <message>
      <source>Nothing selected</source>
      <translation>Nichts ausgewählt</translation>
    </message>
    <message>
      <source>Open a picture, or drop or paste one anywhere here.</source>
      <translation>Öffnen Sie ein Bild, oder ziehen oder fügen Sie eines hier ein.</translation>
    </message>
    <message>
      <source>Open picture…</source>
      <translation>Bild öffnen …</translation>
    </message>
    <message>
      <source>Photos found, most similar first</source>
      <translation>Gefundene Fotos, ähnlichste zuerst</translation>
    </message>
    <message>
      <source>Select all over {share}</source>
      <translation>Alle über {share} auswählen</translation>
    </message>
    <message>
      <source>Show</source>
      <translation>Zeige</translation>
    </message>
    <message>
      <source>Show in folder</source>
      <translation>Im Ordner zeigen</translation>
    </message>
    <message>
      <source>The picture that is looked for</source>
      <translation>Das gesuchte Bild</translation>
    </message>
    <message>
      <source>There are no photos to look through yet.</source>
      <translation>Es gibt noch keine Fotos zum Durchsuchen.</translation>
    </message>
    <message>
      <source>cosine {cosine}, distance {distance}</source>
      <translation>Kosinus {cosine}, Abstand {distance}</translation>
    </message>
    <message>
      <source>from the clipboard</source>
      <translation>aus der Zwischenablage</translation>
    </message>
    <message>
      <source>in {ms} ms</source>
      <translation>in {ms} ms</translation>
    </message>
    <message>
      <source>not in your library</source>
      <translation>nicht in Ihrer Bibliothek</translation>
    </message>
    <message>
      <source>or drop or paste one anywhere</source>
      <translation>oder irgendwo eines hineinziehen oder einfügen</translation>
    </message>
  </context>
  <context>
    <name>Slider</name>
    <message>
      <source>Also crops, turned, mirrored, recoloured, framed and written-on versions.</source>
      <translation>Auch beschnittene, gedrehte, gespiegelte, umgefärbte, gerahmte und beschriftete Fassungen.</translation>
    </message>
    <message>
      <source>Also photos that only look alike. Look closely before you mark any.</source>
      <translation>Auch Fotos, die sich nur ähneln. Sehen Sie genau hin, bevor Sie markieren.</translation>
    </message>
    <message>
      <source>Also the same shot saved again or in another size.</source>
      <translation>Auch dieselbe Aufnahme, neu gespeichert oder in anderer Größe.</translation>
    </message>
    <message>
      <source>Edited</source>
      <translation>Bearbeitet</translation>
    </message>
    <message>
      <source>Identical</source>
      <translation>Identisch</translation>
    </message>
    <message>
      <source>Looks alike</source>
      <translation>Ähnlich</translation>
    </message>
    <message>
      <source>Only files with the same bytes or the same pixels.</source>
      <translation>Nur Dateien mit denselben Bytes oder Bildpunkten.</translation>
    </message>
    <message>
      <source>Same photo</source>
      <translation>Gleiches Foto</translation>
    </message>
    <message>
      <source>Show as duplicates</source>
      <translation>Als Duplikate zeigen</translation>
    </message>
    <message>
      <source>checked on disk: none of these can be wrong</source>
      <translation>auf der Platte geprüft: keine kann falsch sein</translation>
    </message>
    <message numerus="yes">
      <source>expected wrong: about %Ln groups</source>
      <translation>
        <numerusform>vermutlich falsch: etwa %Ln Gruppe</numerusform>
        <numerusform>vermutlich falsch: etwa %Ln Gruppen</numerusform>
      </translation>
    </message>
    <message>
      <source>expected wrong: fewer than 1 group</source>
      <translation>vermutlich falsch: weniger als 1 Gruppe</translation>
    </message>
  </context>
  <context>
    <name>Spoken</name>
    <message>
      <source>marked for the trash</source>
      <translation>für den Papierkorb markiert</translation>
    </message>
    <message>
      <source>not marked</source>
      <translation>nicht markiert</translation>
    </message>
    <message>
      <source>to keep</source>
      <translation>wird behalten</translation>
    </message>
    <message>
      <source>{name}, {share} alike</source>
      <translation>{name}, zu {share} ähnlich</translation>
    </message>
    <message>
      <source>{name}, {width} by {height}, {state}, {position} of {count}</source>
      <translation>{name}, {width} mal {height}, {state}, {position} von {count}</translation>
    </message>
    <message>
      <source>{what}, {tier}, {win}, {place}</source>
      <translation>{what}, {tier}, {win}, {place}</translation>
    </message>
  </context>
  <context>
    <name>Tier</name>
    <message>
      <source>Every pixel is the same; only the metadata or the file format differs.</source>
      <translation>Jeder Bildpunkt ist gleich; nur Metadaten oder Dateiformat unterscheiden sich.</translation>
    </message>
    <message>
      <source>Other shots of the same moment. They are never marked for you.</source>
      <translation>Andere Aufnahmen desselben Moments. Sie werden nie für Sie markiert.</translation>
    </message>
    <message>
      <source>Photos that look alike. They are never marked for you.</source>
      <translation>Fotos, die sich ähneln. Sie werden nie für Sie markiert.</translation>
    </message>
    <message>
      <source>The files are the same, byte for byte.</source>
      <translation>Die Dateien sind gleich, Byte für Byte.</translation>
    </message>
    <message>
      <source>The same shot, cropped, turned, mirrored, recoloured, framed or written on.</source>
      <translation>Dieselbe Aufnahme, beschnitten, gedreht, gespiegelt, umgefärbt, gerahmt oder beschriftet.</translation>
    </message>
    <message>
      <source>The same shot, saved again or in another size.</source>
      <translation>Dieselbe Aufnahme, neu gespeichert oder in anderer Größe.</translation>
    </message>
    <message>
      <source>edited</source>
      <translation>bearbeitet</translation>
    </message>
    <message>
      <source>identical</source>
      <translation>identisch</translation>
    </message>
    <message>
      <source>looks alike</source>
      <translation>ähnlich</translation>
    </message>
    <message>
      <source>same moment</source>
      <translation>gleicher Moment</translation>
    </message>
    <message>
      <source>same photo</source>
      <translation>gleiches Foto</translation>
    </message>
    <message>
      <source>same pixels</source>
      <translation>gleiche Pixel</translation>
    </message>
  </context>
  <context>
    <name>TopBar</name>
    <message>
      <source>Add folder</source>
      <translation>Ordner hinzufügen</translation>
    </message>
    <message>
      <source>Back</source>
      <translation>Zurück</translation>
    </message>
    <message>
      <source>Choose a folder of photos to look through (Ctrl+O)</source>
      <translation>Ordner mit Fotos zum Durchsehen wählen (Strg+O)</translation>
    </message>
    <message>
      <source>Find photos that look like a picture (Ctrl+F)</source>
      <translation>Fotos finden, die einem Bild ähneln (Strg+F)</translation>
    </message>
    <message>
      <source>Find similar…</source>
      <translation>Ähnliche finden …</translation>
    </message>
    <message>
      <source>Keep rules</source>
      <translation>Behalte-Regeln</translation>
    </message>
    <message>
      <source>Mark duplicates by rules, with a preview (Ctrl+R)</source>
      <translation>Duplikate nach Regeln markieren, mit Vorschau (Strg+R)</translation>
    </message>
    <message>
      <source>Settings (Ctrl+,)</source>
      <translation>Einstellungen (Strg+,)</translation>
    </message>
  </context>
  <context>
    <name>Trash</name>
    <message>
      <source>Its drive may have no trash; move it to a folder instead.</source>
      <translation>Das Laufwerk hat vielleicht keinen Papierkorb; bewegen Sie es in einen Ordner.</translation>
    </message>
    <message>
      <source>{path} can't be moved to the trash</source>
      <translation>{path} kann nicht in den Papierkorb bewegt werden</translation>
    </message>
  </context>
  <context>
    <name>Undo</name>
    <message>
      <source>keep another photo</source>
      <translation>ein anderes Foto behalten</translation>
    </message>
    <message>
      <source>keep one photo and mark the others</source>
      <translation>ein Foto behalten, die anderen markieren</translation>
    </message>
    <message numerus="yes">
      <source>mark %Ln photos</source>
      <translation>
        <numerusform>ein Foto markieren</numerusform>
        <numerusform>%Ln Fotos markieren</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>mark %Ln photos by rules</source>
      <translation>
        <numerusform>ein Foto nach Regeln markieren</numerusform>
        <numerusform>%Ln Fotos nach Regeln markieren</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>move %Ln photos to a folder</source>
      <translation>
        <numerusform>%Ln Foto in einen Ordner</numerusform>
        <numerusform>%Ln Fotos in einen Ordner</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>move %Ln photos to the trash</source>
      <translation>
        <numerusform>ein Foto in den Papierkorb</numerusform>
        <numerusform>%Ln Fotos in den Papierkorb</numerusform>
      </translation>
    </message>
    <message>
      <source>not duplicates</source>
      <translation>keine Duplikate</translation>
    </message>
    <message numerus="yes">
      <source>replace %Ln photos by links</source>
      <translation>
        <numerusform>%Ln Foto durch einen Verweis ersetzen</numerusform>
        <numerusform>%Ln Fotos durch Verweise ersetzen</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>unmark %Ln photos</source>
      <translation>
        <numerusform>eine Markierung aufheben</numerusform>
        <numerusform>%Ln Markierungen aufheben</numerusform>
      </translation>
    </message>
    <message>
      <source>unmark a photo</source>
      <translation>eine Markierung aufheben</translation>
    </message>
  </context>
  <context>
    <name>Unreadable</name>
    <message>
      <source>Could not be read</source>
      <translation>Nicht lesbar</translation>
    </message>
    <message>
      <source>Every photo could be read.</source>
      <translation>Jedes Foto war lesbar.</translation>
    </message>
    <message>
      <source>Files that could not be read</source>
      <translation>Nicht lesbare Dateien</translation>
    </message>
    <message>
      <source>Folder</source>
      <translation>Ordner</translation>
    </message>
    <message>
      <source>Look through the folders again</source>
      <translation>Die Ordner erneut durchsehen</translation>
    </message>
    <message>
      <source>Name</source>
      <translation>Name</translation>
    </message>
    <message>
      <source>Show in the file manager</source>
      <translation>In der Dateiverwaltung zeigen</translation>
    </message>
    <message>
      <source>They are left as they are and never deleted.</source>
      <translation>Sie bleiben, wie sie sind, und werden nie gelöscht.</translation>
    </message>
    <message>
      <source>Try again</source>
      <translation>Erneut versuchen</translation>
    </message>
    <message>
      <source>Why</source>
      <translation>Warum</translation>
    </message>
  </context>
  <context>
    <name>Warning</name>
    <message>
      <source>frees nothing: the file has another name</source>
      <translation>macht nichts frei: die Datei hat einen anderen Namen</translation>
    </message>
    <message>
      <source>has the only RAW file</source>
      <translation>hat die einzige RAW-Datei</translation>
    </message>
    <message>
      <source>has the only side-car file</source>
      <translation>hat die einzige Begleitdatei</translation>
    </message>
    <message>
      <source>has the only sound recording</source>
      <translation>hat die einzige Tonaufnahme</translation>
    </message>
    <message>
      <source>has the only video of a Live Photo</source>
      <translation>hat das einzige Video eines Live-Fotos</translation>
    </message>
  </context>
</TS>
