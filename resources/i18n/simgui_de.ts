<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
  <context>
    <name>Action</name>
    <message>
      <source>Accept and go to the next group</source>
      <translation>Übernehmen und zur nächsten Gruppe</translation>
    </message>
    <message>
      <source>Add a folder…</source>
      <translation>Ordner hinzufügen …</translation>
    </message>
    <message>
      <source>Auto-select…</source>
      <translation>Auto-Auswahl …</translation>
    </message>
    <message>
      <source>Back</source>
      <translation>Zurück</translation>
    </message>
    <message>
      <source>Best shot of the burst</source>
      <translation>Beste Aufnahme der Serie</translation>
    </message>
    <message>
      <source>Check a card or folder…</source>
      <translation>Karte oder Ordner prüfen …</translation>
    </message>
    <message>
      <source>Choose a folder of photos</source>
      <translation>Ordner mit Fotos wählen</translation>
    </message>
    <message>
      <source>Find similar photos</source>
      <translation>Ähnliche Fotos finden</translation>
    </message>
    <message>
      <source>Find similar to an image…</source>
      <translation>Ähnliche zu einem Bild finden …</translation>
    </message>
    <message>
      <source>Find similar to the image on the clipboard</source>
      <translation>Ähnliche zum Bild in der Zwischenablage finden</translation>
    </message>
    <message>
      <source>Keep this one and mark the rest</source>
      <translation>Dieses behalten, die übrigen markieren</translation>
    </message>
    <message>
      <source>Keep this photo</source>
      <translation>Dieses Foto behalten</translation>
    </message>
    <message>
      <source>Keyboard shortcuts and help</source>
      <translation>Tastenkürzel und Hilfe</translation>
    </message>
    <message>
      <source>Many groups at once</source>
      <translation>Viele Gruppen auf einmal</translation>
    </message>
    <message>
      <source>Mark or unmark</source>
      <translation>Markieren oder Markierung aufheben</translation>
    </message>
    <message>
      <source>Mark the rest of the group</source>
      <translation>Übrige Fotos der Gruppe markieren</translation>
    </message>
    <message>
      <source>Move marked photos to the trash</source>
      <translation>Markierte Fotos in den Papierkorb verschieben</translation>
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
      <translation>Vorherige Gruppe</translation>
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
      <source>Rescan all folders</source>
      <translation>Alle Ordner erneut scannen</translation>
    </message>
    <message>
      <source>Reviewed</source>
      <translation>Geprüft</translation>
    </message>
    <message>
      <source>Same for all groups of these two folders…</source>
      <translation>Ebenso für alle Gruppen dieser beiden Ordner …</translation>
    </message>
    <message>
      <source>Search this list</source>
      <translation>Diese Liste durchsuchen</translation>
    </message>
    <message>
      <source>Settings</source>
      <translation>Einstellungen</translation>
    </message>
    <message>
      <source>Show details</source>
      <translation>Details anzeigen</translation>
    </message>
    <message>
      <source>Undo</source>
      <translation>Rückgängig</translation>
    </message>
  </context>
  <context>
    <name>Apart</name>
    <message>
      <source>Group again</source>
      <translation>Wieder gruppieren</translation>
    </message>
    <message>
      <source>Groups you mark as “not duplicates” are listed here.</source>
      <translation>Hier stehen Gruppen, die Sie als „keine Duplikate“ bezeichnen.</translation>
    </message>
    <message>
      <source>Let the selected photos be grouped again</source>
      <translation>Die ausgewählten Fotos wieder gruppieren lassen</translation>
    </message>
    <message>
      <source>Not duplicates</source>
      <translation>Keine Duplikate</translation>
    </message>
    <message>
      <source>Photos that are not duplicates</source>
      <translation>Fotos, die keine Duplikate sind</translation>
    </message>
    <message>
      <source>These photos are never grouped with each other.</source>
      <translation>Diese Fotos werden nie miteinander gruppiert.</translation>
    </message>
  </context>
  <context>
    <name>Badge</name>
    <message>
      <source>Keep</source>
      <translation>Behalten</translation>
    </message>
    <message>
      <source>Offline</source>
      <translation>Nicht da</translation>
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
      <source>No photos to show.</source>
      <translation>Keine Fotos vorhanden.</translation>
    </message>
    <message>
      <source>Show photos with this name or folder</source>
      <translation>Fotos mit diesem Namen oder Ordner anzeigen</translation>
    </message>
    <message>
      <source>Sort photos</source>
      <translation>Fotos sortieren</translation>
    </message>
  </context>
  <context>
    <name>Change</name>
    <message>
      <source>aspect ratio changed</source>
      <translation>Seitenverhältnis geändert</translation>
    </message>
    <message>
      <source>border added</source>
      <translation>Rahmen hinzugefügt</translation>
    </message>
    <message>
      <source>colour-adjusted</source>
      <translation>Farben angepasst</translation>
    </message>
    <message>
      <source>cropped</source>
      <translation>zugeschnitten</translation>
    </message>
    <message>
      <source>damaged</source>
      <translation>beschädigt</translation>
    </message>
    <message>
      <source>mirrored</source>
      <translation>gespiegelt</translation>
    </message>
    <message>
      <source>re-saved</source>
      <translation>neu gespeichert</translation>
    </message>
    <message>
      <source>resized</source>
      <translation>Größe geändert</translation>
    </message>
    <message>
      <source>rotated</source>
      <translation>gedreht</translation>
    </message>
    <message>
      <source>slightly rotated</source>
      <translation>leicht gedreht</translation>
    </message>
    <message>
      <source>text added</source>
      <translation>Text hinzugefügt</translation>
    </message>
  </context>
  <context>
    <name>Check</name>
    <message numerus="yes">
      <source>%Ln files in the way</source>
      <translation>
        <numerusform>%Ln Hindernis</numerusform>
        <numerusform>%Ln Hindernisse</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln files were not</source>
      <translation>
        <numerusform>%Ln Datei nicht</numerusform>
        <numerusform>%Ln Dateien nicht</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln of them new or better</source>
      <translation>
        <numerusform>%Ln davon neu oder besser</numerusform>
        <numerusform>%Ln davon neu oder besser</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln photos checked</source>
      <translation>
        <numerusform>%Ln Foto geprüft</numerusform>
        <numerusform>%Ln Fotos geprüft</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>All %Ln photos in {folder} are in your library, as compared just now: you can format it.</source>
      <translation>
        <numerusform>Das %Ln Foto in {folder} ist in Ihrer Bibliothek, wie eben verglichen: Sie können es formatieren.</numerusform>
        <numerusform>Alle %Ln Fotos in {folder} sind in Ihrer Bibliothek, wie eben verglichen: Sie können es formatieren.</numerusform>
      </translation>
    </message>
    <message>
      <source>All in one folder</source>
      <translation>Alle in einen Ordner</translation>
    </message>
    <message numerus="yes">
      <source>Already yours: %Ln photos</source>
      <translation>
        <numerusform>Schon vorhanden: %Ln Foto</numerusform>
        <numerusform>Schon vorhanden: %Ln Fotos</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Better than yours: %Ln photos</source>
      <translation>
        <numerusform>Besser als Ihres: %Ln Foto</numerusform>
        <numerusform>Besser als Ihre: %Ln Fotos</numerusform>
      </translation>
    </message>
    <message>
      <source>By day (2026-08-14)</source>
      <translation>Nach Tag (2026-08-14)</translation>
    </message>
    <message>
      <source>By month (2026/08)</source>
      <translation>Nach Monat (2026/08)</translation>
    </message>
    <message>
      <source>By year (2026)</source>
      <translation>Nach Jahr (2026)</translation>
    </message>
    <message>
      <source>Check a card or folder</source>
      <translation>Karte oder Ordner prüfen</translation>
    </message>
    <message>
      <source>Check again</source>
      <translation>Noch einmal prüfen</translation>
    </message>
    <message>
      <source>Checking…</source>
      <translation>Wird geprüft …</translation>
    </message>
    <message>
      <source>Choose a card or folder to check</source>
      <translation>Karte oder Ordner zum Prüfen wählen</translation>
    </message>
    <message>
      <source>Choose a card or folder…</source>
      <translation>Karte oder Ordner wählen …</translation>
    </message>
    <message>
      <source>Choose a folder for the new photos</source>
      <translation>Ordner für die neuen Fotos wählen</translation>
    </message>
    <message>
      <source>Choose or drop an SD card, a phone's photos or an old disk. simgui tells which of its photos you have already, copies the new ones, and says when it can be formatted. The card itself is only read.</source>
      <translation>Wählen Sie eine Speicherkarte, die Fotos eines Telefons oder eine alte Festplatte, oder ziehen Sie sie hierher. simgui zeigt, welche Fotos Sie schon haben, kopiert die neuen und sagt, wann formatiert werden kann. Die Karte selbst wird nur gelesen.</translation>
    </message>
    <message numerus="yes">
      <source>Copy %Ln photos to…</source>
      <translation>
        <numerusform>%Ln Foto kopieren nach …</numerusform>
        <numerusform>%Ln Fotos kopieren nach …</numerusform>
      </translation>
    </message>
    <message>
      <source>Copying new photos: {done} of {total}</source>
      <translation>Neue Fotos werden kopiert: {done} von {total}</translation>
    </message>
    <message>
      <source>Copying new photos…</source>
      <translation>Neue Fotos werden kopiert …</translation>
    </message>
    <message numerus="yes">
      <source>Deleted earlier: %Ln photos</source>
      <translation>
        <numerusform>Früher gelöscht: %Ln Foto</numerusform>
        <numerusform>Früher gelöscht: %Ln Fotos</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Don't format {folder} yet: %Ln files may exist nowhere else.</source>
      <translation>
        <numerusform>Formatieren Sie {folder} noch nicht: %Ln Datei gibt es vielleicht nirgends sonst.</numerusform>
        <numerusform>Formatieren Sie {folder} noch nicht: %Ln Dateien gibt es vielleicht nirgends sonst.</numerusform>
      </translation>
    </message>
    <message>
      <source>Files that may exist nowhere else</source>
      <translation>Dateien, die es vielleicht nirgends sonst gibt</translation>
    </message>
    <message>
      <source>Find out which of its photos you have (Ctrl+Shift+O)</source>
      <translation>Zeigt, welche Fotos Sie davon schon haben (Strg+Umschalt+O)</translation>
    </message>
    <message>
      <source>Folders for the new photos</source>
      <translation>Ordner für die neuen Fotos</translation>
    </message>
    <message numerus="yes">
      <source>New: %Ln photos</source>
      <translation>
        <numerusform>Neu: %Ln Foto</numerusform>
        <numerusform>Neu: %Ln Fotos</numerusform>
      </translation>
    </message>
    <message>
      <source>Nothing is replaced. Each copy is compared with the original, and copying can be undone.</source>
      <translation>Nichts wird ersetzt. Jede Kopie wird mit dem Original verglichen, und das Kopieren lässt sich rückgängig machen.</translation>
    </message>
    <message>
      <source>Photos</source>
      <translation>Fotos</translation>
    </message>
    <message>
      <source>Photos that were checked, new ones first</source>
      <translation>Geprüfte Fotos, die neuen zuerst</translation>
    </message>
    <message>
      <source>Progress of the check</source>
      <translation>Fortschritt der Prüfung</translation>
    </message>
    <message>
      <source>Show</source>
      <translation>Anzeigen</translation>
    </message>
    <message>
      <source>Stop</source>
      <translation>Stopp</translation>
    </message>
    <message>
      <source>The check was stopped before its end.</source>
      <translation>Die Prüfung wurde vorzeitig gestoppt.</translation>
    </message>
    <message>
      <source>There are no photos in {folder}.</source>
      <translation>In {folder} sind keine Fotos.</translation>
    </message>
    <message>
      <source>already yours</source>
      <translation>schon vorhanden</translation>
    </message>
    <message numerus="yes">
      <source>and %Ln more (see --json)</source>
      <translation>
        <numerusform>und %Ln weitere (siehe --json)</numerusform>
        <numerusform>und %Ln weitere (siehe --json)</numerusform>
      </translation>
    </message>
    <message>
      <source>better than yours</source>
      <translation>besser als Ihres</translation>
    </message>
    <message>
      <source>deleted earlier</source>
      <translation>früher gelöscht</translation>
    </message>
    <message>
      <source>it can't be read</source>
      <translation>nicht lesbar</translation>
    </message>
    <message>
      <source>it changed during the check</source>
      <translation>während der Prüfung geändert</translation>
    </message>
    <message>
      <source>it is not a photo, so it was not compared</source>
      <translation>kein Foto, deshalb nicht verglichen</translation>
    </message>
    <message>
      <source>its copy elsewhere is gone, has changed or can't be read</source>
      <translation>die Kopie an anderer Stelle fehlt, wurde geändert oder ist nicht lesbar</translation>
    </message>
    <message>
      <source>kept then:</source>
      <translation>damals behalten:</translation>
    </message>
    <message>
      <source>kept then: {path}</source>
      <translation>damals behalten: {path}</translation>
    </message>
    <message>
      <source>new</source>
      <translation>neu</translation>
    </message>
    <message>
      <source>no other file has the same content</source>
      <translation>keine andere Datei hat denselben Inhalt</translation>
    </message>
    <message>
      <source>none could be read</source>
      <translation>keines war lesbar</translation>
    </message>
    <message>
      <source>your copy was re-saved, so it is not the same file</source>
      <translation>Ihre Kopie wurde neu gespeichert und ist deshalb nicht dieselbe Datei</translation>
    </message>
  </context>
  <context>
    <name>Clean</name>
    <message>
      <source>Nothing was moved yet; add --apply to do it.</source>
      <translation>Noch wurde nichts verschoben; mit --apply geschieht es.</translation>
    </message>
    <message>
      <source>kept</source>
      <translation>behalten</translation>
    </message>
    <message>
      <source>moved to the trash</source>
      <translation>in den Papierkorb verschoben</translation>
    </message>
    <message>
      <source>moved to {folder}</source>
      <translation>nach {folder} verschoben</translation>
    </message>
    <message>
      <source>not moved</source>
      <translation>nicht verschoben</translation>
    </message>
    <message>
      <source>not moved: {reason}</source>
      <translation>nicht verschoben: {reason}</translation>
    </message>
    <message>
      <source>note: {text}</source>
      <translation>Hinweis: {text}</translation>
    </message>
    <message>
      <source>only copy of: {path}</source>
      <translation>einzige Kopie von: {path}</translation>
    </message>
    <message>
      <source>replaced with a clone</source>
      <translation>durch einen Klon ersetzt</translation>
    </message>
    <message>
      <source>replaced with a hard link</source>
      <translation>durch einen Hardlink ersetzt</translation>
    </message>
    <message>
      <source>together with: {path}</source>
      <translation>zusammen mit: {path}</translation>
    </message>
    <message>
      <source>would be moved to the trash</source>
      <translation>käme in den Papierkorb</translation>
    </message>
    <message>
      <source>would be moved to {folder}</source>
      <translation>käme nach {folder}</translation>
    </message>
    <message>
      <source>would be replaced with a clone</source>
      <translation>würde durch einen Klon ersetzt</translation>
    </message>
    <message>
      <source>would be replaced with a hard link</source>
      <translation>würde durch einen Hardlink ersetzt</translation>
    </message>
    <message>
      <source>{fields}; --save-metadata saves it beside the kept photo</source>
      <translation>{fields}; --save-metadata sichert sie neben dem behaltenen Foto</translation>
    </message>
    <message>
      <source>{fields}; saved in an XMP side-car beside the kept photo</source>
      <translation>{fields}; in einer XMP-Begleitdatei neben dem behaltenen Foto gesichert</translation>
    </message>
    <message>
      <source>{level}; kept: {path}  ({reason})</source>
      <translation>{level}; behalten: {path}  ({reason})</translation>
    </message>
    <message>
      <source>{reason}; --save-metadata saves it beside the kept photo</source>
      <translation>{reason}; --save-metadata sichert sie neben dem behaltenen Foto</translation>
    </message>
    <message>
      <source>“simgui library undo” restores what was moved.</source>
      <translation>„simgui library undo“ macht das rückgängig.</translation>
    </message>
  </context>
  <context>
    <name>Compare</name>
    <message numerus="yes">
      <source>%Ln more not shown</source>
      <translation>
        <numerusform>%Ln weiteres nicht gezeigt</numerusform>
        <numerusform>%Ln weitere nicht gezeigt</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln photos side by side</source>
      <translation>
        <numerusform>%Ln Foto</numerusform>
        <numerusform>%Ln Fotos nebeneinander</numerusform>
      </translation>
    </message>
    <message>
      <source>Actual size (0)</source>
      <translation>Originalgröße (0)</translation>
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
      <translation>Hinweise</translation>
    </message>
    <message>
      <source>File</source>
      <translation>Datei</translation>
    </message>
    <message>
      <source>Fit</source>
      <translation>Einpassen</translation>
    </message>
    <message>
      <source>Fit to window (F)</source>
      <translation>An Fenster anpassen (F)</translation>
    </message>
    <message>
      <source>Flip</source>
      <translation>Einzeln</translation>
    </message>
    <message>
      <source>Full screen, one photo at a time (F11)</source>
      <translation>Vollbild, ein Foto nach dem anderen (F11)</translation>
    </message>
    <message>
      <source>Green: details match. Orange: they differ.</source>
      <translation>Grün: Details stimmen überein. Orange: sie unterscheiden sich.</translation>
    </message>
    <message>
      <source>Keep photo {number} &amp; next</source>
      <translation>Foto {number} behalten &amp; weiter</translation>
    </message>
    <message>
      <source>Mark the other photos and compare the next group (Enter)</source>
      <translation>Die anderen Fotos markieren und die nächste Gruppe vergleichen (Eingabe)</translation>
    </message>
    <message>
      <source>Match map</source>
      <translation>Trefferkarte</translation>
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
      <source>Photo {number} selected.</source>
      <translation>Foto {number} ausgewählt.</translation>
    </message>
    <message>
      <source>Photos side by side</source>
      <translation>Fotos nebeneinander</translation>
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
      <source>The arrow keys step through all of them.</source>
      <translation>Die Pfeiltasten gehen alle durch.</translation>
    </message>
    <message>
      <source>View</source>
      <translation>Ansicht</translation>
    </message>
    <message>
      <source>Why this one is kept</source>
      <translation>Warum dieses behalten wird</translation>
    </message>
    <message>
      <source>Yellow: differences after alignment and brightness correction</source>
      <translation>Gelb: Unterschiede nach Ausrichtung und Helligkeitsausgleich</translation>
    </message>
    <message>
      <source>Zoom: {share}</source>
      <translation>Zoom: {share}</translation>
    </message>
    <message>
      <source>blink</source>
      <translation>blinken</translation>
    </message>
    <message>
      <source>byte-for-byte identical</source>
      <translation>Byte für Byte identisch</translation>
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
      <source>mark</source>
      <translation>markieren</translation>
    </message>
    <message>
      <source>match map</source>
      <translation>Trefferkarte</translation>
    </message>
    <message>
      <source>next photo</source>
      <translation>nächstes Foto</translation>
    </message>
    <message>
      <source>same pixels, different file</source>
      <translation>gleiche Pixel, andere Datei</translation>
    </message>
    <message>
      <source>swipe</source>
      <translation>wischen</translation>
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
      <source>{b} is mirrored from {a}</source>
      <translation>{b} ist eine Spiegelung von {a}</translation>
    </message>
    <message>
      <source>{b} is {a} at another size</source>
      <translation>{b} ist {a} in anderer Größe</translation>
    </message>
    <message>
      <source>{b} is {a} rotated</source>
      <translation>{b} ist {a}, gedreht</translation>
    </message>
    <message>
      <source>{b} is {a} with a border</source>
      <translation>{b} ist {a} mit Rahmen</translation>
    </message>
    <message>
      <source>{b} is {a} with adjusted colours</source>
      <translation>{b} ist {a} mit angepassten Farben</translation>
    </message>
    <message>
      <source>{number} of {all}</source>
      <translation>{number} von {all}</translation>
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
      <source>{points} matching points; {agreement} pixel match after alignment</source>
      <translation>{points} übereinstimmende Punkte; {agreement} Pixelübereinstimmung nach Ausrichtung</translation>
    </message>
    <message>
      <source>{share} similar</source>
      <translation>{share} ähnlich</translation>
    </message>
    <message>
      <source>← → next photo · Space marks · + − zoom · Esc back</source>
      <translation>← → nächstes Foto · Leertaste markiert · + − Zoom · Esc zurück</translation>
    </message>
  </context>
  <context>
    <name>Crash</name>
    <message>
      <source>Continue</source>
      <translation>Weiter</translation>
    </message>
    <message>
      <source>Copy</source>
      <translation>Kopieren</translation>
    </message>
    <message>
      <source>Details</source>
      <translation>Details</translation>
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
      <source>Something went wrong</source>
      <translation>Ein Fehler ist aufgetreten</translation>
    </message>
    <message>
      <source>Something went wrong in simgui.</source>
      <translation>In simgui ist ein Fehler aufgetreten.</translation>
    </message>
    <message>
      <source>Your photos are safe: nothing is moved without being recorded in the deletion history. You can continue, or quit and restart. Nothing was sent anywhere.</source>
      <translation>Ihre Fotos sind sicher: Nichts wird verschoben, ohne im Löschverlauf zu stehen. Sie können weiterarbeiten oder simgui neu starten. Es wurde nichts gesendet.</translation>
    </message>
    <message>
      <source>simgui closed unexpectedly last time.</source>
      <translation>simgui wurde beim letzten Mal unerwartet beendet.</translation>
    </message>
  </context>
  <context>
    <name>Deletion</name>
    <message numerus="yes">
      <source>%Ln could not be moved</source>
      <translation>
        <numerusform>%Ln konnte nicht verschoben werden</numerusform>
        <numerusform>%Ln konnten nicht verschoben werden</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln more were not moved.</source>
      <translation>
        <numerusform>%Ln weiteres wurde nicht verschoben.</numerusform>
        <numerusform>%Ln weitere wurden nicht verschoben.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln photos moved to the folder.</source>
      <translation>
        <numerusform>%Ln Foto in den Ordner verschoben.</numerusform>
        <numerusform>%Ln Fotos in den Ordner verschoben.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln photos moved to the trash.</source>
      <translation>
        <numerusform>%Ln Foto in den Papierkorb verschoben.</numerusform>
        <numerusform>%Ln Fotos in den Papierkorb verschoben.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln photos replaced with links.</source>
      <translation>
        <numerusform>%Ln Foto durch einen Link ersetzt.</numerusform>
        <numerusform>%Ln Fotos durch Links ersetzt.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln photos restored.</source>
      <translation>
        <numerusform>%Ln Foto wiederhergestellt.</numerusform>
        <numerusform>%Ln Fotos wiederhergestellt.</numerusform>
      </translation>
    </message>
    <message>
      <source>Nothing was moved.</source>
      <translation>Es wurde nichts verschoben.</translation>
    </message>
    <message>
      <source>Restore</source>
      <translation>Wiederherstellen</translation>
    </message>
    <message>
      <source>{name} was not moved: {reason}.</source>
      <translation>{name} wurde nicht verschoben: {reason}.</translation>
    </message>
    <message>
      <source>{size} freed.</source>
      <translation>{size} freigegeben.</translation>
    </message>
    <message>
      <source>{size} will be free once the trash is emptied.</source>
      <translation>{size} werden frei, sobald der Papierkorb geleert ist.</translation>
    </message>
  </context>
  <context>
    <name>Dense</name>
    <message>
      <source>Duplicate groups with their photos</source>
      <translation>Duplikatgruppen mit ihren Fotos</translation>
    </message>
  </context>
  <context>
    <name>Drop</name>
    <message>
      <source>Add to library</source>
      <translation>Zur Bibliothek hinzufügen</translation>
    </message>
    <message>
      <source>Check against my library: which photos are new?</source>
      <translation>Mit meiner Bibliothek vergleichen: Welche Fotos sind neu?</translation>
    </message>
    <message>
      <source>Drop photos or folders to add them</source>
      <translation>Fotos oder Ordner hier ablegen</translation>
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
      <source>Nothing is deleted until you say so. Deleted photos go to the trash and can be restored.</source>
      <translation>Nichts wird gelöscht, bevor Sie es sagen. Gelöschte Fotos kommen in den Papierkorb und lassen sich wiederherstellen.</translation>
    </message>
    <message>
      <source>Scan my Pictures folder</source>
      <translation>Meinen Bilder-Ordner scannen</translation>
    </message>
    <message>
      <source>Your photos never leave this computer.</source>
      <translation>Ihre Fotos verlassen diesen Computer nie.</translation>
    </message>
    <message>
      <source>simgui finds copies, crops and edits of the same photo, and shows you what you can safely remove.</source>
      <translation>simgui findet Kopien, Zuschnitte und Bearbeitungen desselben Fotos und zeigt, was Sie sicher entfernen können.</translation>
    </message>
  </context>
  <context>
    <name>Error</name>
    <message>
      <source>Another file has that name now: move it away first.</source>
      <translation>Eine andere Datei hat jetzt diesen Namen. Verschieben Sie sie zuerst.</translation>
    </message>
    <message>
      <source>Check that its folder exists and that you can read and write it.</source>
      <translation>Prüfen Sie, ob der Ordner existiert und Sie darin lesen und schreiben dürfen.</translation>
    </message>
    <message>
      <source>Check the disk and its free space. Everything stored so far is safe.</source>
      <translation>Prüfen Sie den Datenträger und seinen freien Platz. Alles bisher Gespeicherte ist sicher.</translation>
    </message>
    <message>
      <source>Check the disk. The deletion history shows what was done.</source>
      <translation>Prüfen Sie den Datenträger. Der Löschverlauf zeigt, was geschehen ist.</translation>
    </message>
    <message>
      <source>Check the spelling, or connect the drive.</source>
      <translation>Prüfen Sie die Schreibweise, oder schließen Sie das Laufwerk an.</translation>
    </message>
    <message>
      <source>Choose a folder outside it for the new photos.</source>
      <translation>Wählen Sie für die neuen Fotos einen Ordner außerhalb davon.</translation>
    </message>
    <message>
      <source>Choose a folder that you can write to.</source>
      <translation>Wählen Sie einen Ordner, in den Sie schreiben dürfen.</translation>
    </message>
    <message>
      <source>Choose a model file made by simgui's training program.</source>
      <translation>Wählen Sie eine Modelldatei aus dem Trainingsprogramm von simgui.</translation>
    </message>
    <message>
      <source>Choose another folder for --move-to; it can be inside the folder you clean.</source>
      <translation>Wählen Sie einen anderen Ordner für --move-to; er kann im aufgeräumten Ordner liegen.</translation>
    </message>
    <message>
      <source>Choose another folder for the library.</source>
      <translation>Wählen Sie einen anderen Ordner für die Bibliothek.</translation>
    </message>
    <message>
      <source>Choose another folder for the photos.</source>
      <translation>Wählen Sie einen anderen Ordner für die Fotos.</translation>
    </message>
    <message>
      <source>Choose another image.</source>
      <translation>Wählen Sie ein anderes Bild.</translation>
    </message>
    <message>
      <source>Choose another model file, or reinstall simgui.</source>
      <translation>Wählen Sie eine andere Modelldatei, oder installieren Sie simgui neu.</translation>
    </message>
    <message>
      <source>Choose another place, or free some space on that disk.</source>
      <translation>Wählen Sie einen anderen Ort, oder schaffen Sie Platz auf dem Datenträger.</translation>
    </message>
    <message>
      <source>Choose from {choices}.</source>
      <translation>Möglich sind: {choices}.</translation>
    </message>
    <message>
      <source>Close it and try again, or choose another library folder.</source>
      <translation>Schließen Sie es und versuchen Sie es erneut, oder wählen Sie einen anderen Bibliotheksordner.</translation>
    </message>
    <message>
      <source>Close other programs that use it, check its folder, and start simgui again.</source>
      <translation>Schließen Sie andere Programme, die sie benutzen, prüfen Sie ihren Ordner, und starten Sie simgui neu.</translation>
    </message>
    <message>
      <source>Close the other program and try again.</source>
      <translation>Schließen Sie das andere Programm und versuchen Sie es erneut.</translation>
    </message>
    <message>
      <source>Comparing takes two folders</source>
      <translation>Zum Vergleichen braucht es zwei Ordner</translation>
    </message>
    <message>
      <source>Continue without saving metadata, or repair the side-car.</source>
      <translation>Machen Sie ohne Metadaten weiter, oder reparieren Sie die Begleitdatei.</translation>
    </message>
    <message>
      <source>Copying to {path} was stopped: {why}</source>
      <translation>Das Kopieren nach {path} wurde angehalten: {why}</translation>
    </message>
    <message>
      <source>Device or resource busy</source>
      <translation>Gerät oder Ressource belegt</translation>
    </message>
    <message>
      <source>Export the library again with “simgui library export”.</source>
      <translation>Exportieren Sie die Bibliothek erneut mit „simgui library export“.</translation>
    </message>
    <message>
      <source>File exists</source>
      <translation>Datei existiert bereits</translation>
    </message>
    <message>
      <source>File name too long</source>
      <translation>Dateiname zu lang</translation>
    </message>
    <message>
      <source>Free some space and try again. Everything stored so far is safe.</source>
      <translation>Schaffen Sie Platz und versuchen Sie es erneut. Alles bisher Gespeicherte ist sicher.</translation>
    </message>
    <message>
      <source>Free some space on the disk. The index is rebuilt when needed.</source>
      <translation>Schaffen Sie Platz auf dem Datenträger. Der Index wird bei Bedarf neu erstellt.</translation>
    </message>
    <message>
      <source>Free some space, or choose a folder on another disk.</source>
      <translation>Schaffen Sie Platz, oder wählen Sie einen Ordner auf einem anderen Laufwerk.</translation>
    </message>
    <message>
      <source>Give the full path of the one you want.</source>
      <translation>Geben Sie den vollständigen Pfad des gewünschten Fotos an.</translation>
    </message>
    <message>
      <source>Give yourself permission to read it, then rescan.</source>
      <translation>Geben Sie sich Leserechte, und scannen Sie erneut.</translation>
    </message>
    <message>
      <source>Input/output error</source>
      <translation>Ein-/Ausgabefehler</translation>
    </message>
    <message>
      <source>Is a directory</source>
      <translation>Ist ein Ordner</translation>
    </message>
    <message>
      <source>It can't be found: {why}.</source>
      <translation>Nicht zu finden: {why}.</translation>
    </message>
    <message>
      <source>It is on another disk.</source>
      <translation>Es liegt auf einem anderen Datenträger.</translation>
    </message>
    <message>
      <source>It is rebuilt from the library.</source>
      <translation>Er wird aus der Bibliothek neu erstellt.</translation>
    </message>
    <message>
      <source>It must contain {"groups": {"name": group id}, "edits": {"name": edit}}.</source>
      <translation>Sie muss {"groups": {"name": Gruppennummer}, "edits": {"name": Bearbeitung}} enthalten.</translation>
    </message>
    <message>
      <source>Its drive may have no trash. Move it to a folder instead.</source>
      <translation>Das Laufwerk hat vielleicht keinen Papierkorb. Verschieben Sie es stattdessen in einen Ordner.</translation>
    </message>
    <message>
      <source>Keep the library on a local disk.</source>
      <translation>Legen Sie die Bibliothek auf einen lokalen Datenträger.</translation>
    </message>
    <message>
      <source>List them with “simgui library apart”.</source>
      <translation>„simgui library apart“ zeigt sie an.</translation>
    </message>
    <message>
      <source>Look for it in the trash.</source>
      <translation>Suchen Sie es im Papierkorb.</translation>
    </message>
    <message>
      <source>Look for the file at {place}.</source>
      <translation>Suchen Sie die Datei unter {place}.</translation>
    </message>
    <message>
      <source>Look for the photo elsewhere in the trash.</source>
      <translation>Suchen Sie das Foto an anderer Stelle im Papierkorb.</translation>
    </message>
    <message>
      <source>Make its folder writable: without this file nothing can be undone.</source>
      <translation>Machen Sie den Ordner beschreibbar: Ohne diese Datei lässt sich nichts rückgängig machen.</translation>
    </message>
    <message>
      <source>Make the file and its folder writable, or choose another folder.</source>
      <translation>Machen Sie Datei und Ordner beschreibbar, oder wählen Sie einen anderen Ordner.</translation>
    </message>
    <message>
      <source>Make the folder writable, or choose another one.</source>
      <translation>Machen Sie den Ordner beschreibbar, oder wählen Sie einen anderen.</translation>
    </message>
    <message>
      <source>Make the folder writable, or continue without saving metadata.</source>
      <translation>Machen Sie den Ordner beschreibbar, oder machen Sie ohne Metadaten weiter.</translation>
    </message>
    <message>
      <source>Move that file away first.</source>
      <translation>Verschieben Sie zuerst jene Datei.</translation>
    </message>
    <message>
      <source>No space left on device</source>
      <translation>Kein Platz mehr auf dem Datenträger</translation>
    </message>
    <message>
      <source>No such file or directory</source>
      <translation>Datei oder Ordner nicht gefunden</translation>
    </message>
    <message>
      <source>Not a directory</source>
      <translation>Ist kein Ordner</translation>
    </message>
    <message>
      <source>One folder seems to be reachable under two names. Scan it under one of them only.</source>
      <translation>Ein Ordner ist offenbar unter zwei Namen erreichbar. Scannen Sie ihn nur unter einem.</translation>
    </message>
    <message>
      <source>Open it in simgui once so that it can be upgraded.</source>
      <translation>Öffnen Sie sie einmal in simgui, damit sie aktualisiert wird.</translation>
    </message>
    <message>
      <source>Operation not permitted</source>
      <translation>Vorgang nicht erlaubt</translation>
    </message>
    <message>
      <source>Permission denied</source>
      <translation>Zugriff verweigert</translation>
    </message>
    <message>
      <source>Read-only file system</source>
      <translation>Schreibgeschütztes Dateisystem</translation>
    </message>
    <message>
      <source>Reinstall simgui.</source>
      <translation>Installieren Sie simgui neu.</translation>
    </message>
    <message>
      <source>Rescan the folder.</source>
      <translation>Scannen Sie den Ordner erneut.</translation>
    </message>
    <message>
      <source>Restart simgui: it keeps the damaged file and starts a new one.</source>
      <translation>Starten Sie simgui neu: Es hebt die beschädigte Datei auf und legt eine neue an.</translation>
    </message>
    <message>
      <source>Restore the file, or reinstall simgui.</source>
      <translation>Stellen Sie die Datei wieder her, oder installieren Sie simgui neu.</translation>
    </message>
    <message>
      <source>Run “simgui folders compare A B”.</source>
      <translation>Starten Sie „simgui folders compare A B“.</translation>
    </message>
    <message>
      <source>Run “simgui library journal” to list them.</source>
      <translation>„simgui library journal“ zeigt sie an.</translation>
    </message>
    <message>
      <source>Run “simgui library where {path}” to see what is recorded.</source>
      <translation>„simgui library where {path}“ zeigt, was bekannt ist.</translation>
    </message>
    <message>
      <source>Run “simgui library” to list its folders.</source>
      <translation>„simgui library“ zeigt die Ordner an.</translation>
    </message>
    <message>
      <source>Save the model as one file, without external data.</source>
      <translation>Speichern Sie das Modell als eine Datei, ohne externe Daten.</translation>
    </message>
    <message>
      <source>Scan a folder first.</source>
      <translation>Scannen Sie zuerst einen Ordner.</translation>
    </message>
    <message>
      <source>Several photos are named {path}: {paths}</source>
      <translation>Mehrere Fotos heißen {path}: {paths}</translation>
    </message>
    <message>
      <source>That file was left where it is. Look for the photo elsewhere in the trash.</source>
      <translation>Jene Datei blieb, wo sie ist. Suchen Sie das Foto an anderer Stelle im Papierkorb.</translation>
    </message>
    <message>
      <source>The deletion history has nothing to restore for {path}</source>
      <translation>Der Löschverlauf enthält nichts, was für {path} wiederherzustellen wäre</translation>
    </message>
    <message>
      <source>The disk is full: free some space first.</source>
      <translation>Der Datenträger ist voll: Schaffen Sie zuerst Platz.</translation>
    </message>
    <message>
      <source>The disk is read-only.</source>
      <translation>Der Datenträger ist schreibgeschützt.</translation>
    </message>
    <message>
      <source>The disk reports an error: {why}</source>
      <translation>Der Datenträger meldet einen Fehler: {why}</translation>
    </message>
    <message>
      <source>The disk with the library {path} is full</source>
      <translation>Der Datenträger mit der Bibliothek {path} ist voll</translation>
    </message>
    <message>
      <source>The disk with the library {path} reports an error</source>
      <translation>Der Datenträger mit der Bibliothek {path} meldet einen Fehler</translation>
    </message>
    <message>
      <source>The file is empty: 0 bytes.</source>
      <translation>Die Datei ist leer: 0 Byte.</translation>
    </message>
    <message>
      <source>The file is in the cloud only; make it available offline to compare it.</source>
      <translation>Die Datei liegt nur in der Cloud; machen Sie sie offline verfügbar, damit sie verglichen werden kann.</translation>
    </message>
    <message>
      <source>The folder can't be listed: {why}.</source>
      <translation>Der Ordner lässt sich nicht auflisten: {why}.</translation>
    </message>
    <message>
      <source>The folder {path} can't be created: {why}</source>
      <translation>Der Ordner {path} kann nicht angelegt werden: {why}</translation>
    </message>
    <message>
      <source>The image on the clipboard can't be saved.</source>
      <translation>Das Bild in der Zwischenablage kann nicht gespeichert werden.</translation>
    </message>
    <message>
      <source>The library folder {path} can't be created: {why}</source>
      <translation>Der Bibliotheksordner {path} kann nicht angelegt werden: {why}</translation>
    </message>
    <message>
      <source>The library folder {path} can't be locked: {why}</source>
      <translation>Der Bibliotheksordner {path} kann nicht gesperrt werden: {why}</translation>
    </message>
    <message>
      <source>The library folder {path} is not writable: {why}</source>
      <translation>Der Bibliotheksordner {path} ist nicht beschreibbar: {why}</translation>
    </message>
    <message>
      <source>The library is not open</source>
      <translation>Die Bibliothek ist nicht geöffnet</translation>
    </message>
    <message>
      <source>The library {path} can't be opened</source>
      <translation>Die Bibliothek {path} kann nicht geöffnet werden</translation>
    </message>
    <message>
      <source>The library {path} can't be opened: {why}</source>
      <translation>Die Bibliothek {path} kann nicht geöffnet werden: {why}</translation>
    </message>
    <message>
      <source>The library {path} is closed</source>
      <translation>Die Bibliothek {path} ist geschlossen</translation>
    </message>
    <message>
      <source>The library {path} is damaged</source>
      <translation>Die Bibliothek {path} ist beschädigt</translation>
    </message>
    <message>
      <source>The library {path} is damaged and can't be set aside: {why}</source>
      <translation>Die Bibliothek {path} ist beschädigt und kann nicht beiseitegelegt werden: {why}</translation>
    </message>
    <message>
      <source>The library {path} is in use by another program</source>
      <translation>Die Bibliothek {path} wird von einem anderen Programm benutzt</translation>
    </message>
    <message>
      <source>The library {path} is not writable</source>
      <translation>Die Bibliothek {path} ist nicht beschreibbar</translation>
    </message>
    <message>
      <source>The library {path} must be upgraded first</source>
      <translation>Die Bibliothek {path} muss zuerst aktualisiert werden</translation>
    </message>
    <message>
      <source>The library {path} was written by a newer version of simgui</source>
      <translation>Die Bibliothek {path} stammt von einer neueren simgui-Version</translation>
    </message>
    <message>
      <source>The model description in {path} is incomplete or wrong: {why}</source>
      <translation>Die Modellbeschreibung in {path} ist unvollständig oder falsch: {why}</translation>
    </message>
    <message>
      <source>The model in {path} has an input of {input_size} px and {dim} numbers per photo; 16 to 1024 px and 2 to 4096 numbers are supported</source>
      <translation>Das Modell in {path} hat eine Eingabe von {input_size} px und {dim} Zahlen pro Foto; unterstützt sind 16 bis 1024 px und 2 bis 4096 Zahlen</translation>
    </message>
    <message>
      <source>The model in {path} has no usable id</source>
      <translation>Das Modell in {path} hat keine brauchbare Kennung</translation>
    </message>
    <message>
      <source>The search index can't be saved as {path}: {reason}</source>
      <translation>Der Suchindex kann nicht als {path} gespeichert werden: {reason}</translation>
    </message>
    <message>
      <source>The search index {path} can't be used: {why}</source>
      <translation>Der Suchindex {path} ist nicht benutzbar: {why}</translation>
    </message>
    <message>
      <source>The side-car {path} can't be read: {why}</source>
      <translation>Die Begleitdatei {path} kann nicht gelesen werden: {why}</translation>
    </message>
    <message>
      <source>The side-car {path} can't be written: {why}</source>
      <translation>Die Begleitdatei {path} kann nicht geschrieben werden: {why}</translation>
    </message>
    <message>
      <source>The side-car {path} has changed</source>
      <translation>Die Begleitdatei {path} hat sich geändert</translation>
    </message>
    <message>
      <source>The side-car {path} is not an XMP file that simgui can extend</source>
      <translation>Die Begleitdatei {path} ist kein XMP, das simgui ergänzen kann</translation>
    </message>
    <message>
      <source>The trash may have been emptied.</source>
      <translation>Vielleicht wurde der Papierkorb geleert.</translation>
    </message>
    <message>
      <source>There are no copied photos to take back</source>
      <translation>Es gibt keine kopierten Fotos, die zurückzunehmen wären</translation>
    </message>
    <message>
      <source>There is no decision with the ID {name}</source>
      <translation>Es gibt keine Entscheidung mit der ID {name}</translation>
    </message>
    <message>
      <source>There is no deletion with the number {number}</source>
      <translation>Es gibt keine Löschung mit der Nummer {number}</translation>
    </message>
    <message>
      <source>There is no deletion {action_id} in the history</source>
      <translation>Im Löschverlauf gibt es keine Löschung {action_id}</translation>
    </message>
    <message>
      <source>There is no library in {path}</source>
      <translation>In {path} gibt es keine Bibliothek</translation>
    </message>
    <message>
      <source>There is not enough room in {path}: {count} MB more are needed</source>
      <translation>In {path} ist nicht genug Platz: es fehlen {count} MB</translation>
    </message>
    <message>
      <source>There is nothing to redo</source>
      <translation>Es gibt nichts zu wiederholen</translation>
    </message>
    <message>
      <source>There is nothing to undo</source>
      <translation>Es gibt nichts rückgängig zu machen</translation>
    </message>
    <message>
      <source>Try to open it in another program, or copy it again from its source.</source>
      <translation>Versuchen Sie, es in einem anderen Programm zu öffnen, oder kopieren Sie es erneut von der Quelle.</translation>
    </message>
    <message>
      <source>Undo this deletion once the disk works again.</source>
      <translation>Machen Sie diese Löschung rückgängig, sobald der Datenträger wieder funktioniert.</translation>
    </message>
    <message>
      <source>Update simgui, or choose another folder for the library.</source>
      <translation>Aktualisieren Sie simgui, oder wählen Sie einen anderen Ordner für die Bibliothek.</translation>
    </message>
    <message>
      <source>Use codes such as %Y/%m or %Y/%Y-%m-%d.</source>
      <translation>Verwenden Sie Kürzel wie %Y/%m oder %Y/%Y-%m-%d.</translation>
    </message>
    <message>
      <source>You need write permission for its folder.</source>
      <translation>Sie brauchen Schreibrechte für den Ordner.</translation>
    </message>
    <message>
      <source>a file</source>
      <translation>eine Datei</translation>
    </message>
    <message>
      <source>a folder</source>
      <translation>einen Ordner</translation>
    </message>
    <message>
      <source>a link would change its {names}</source>
      <translation>ein Link würde an ihm ändern: {names}</translation>
    </message>
    <message>
      <source>a photo</source>
      <translation>ein Foto</translation>
    </message>
    <message>
      <source>an ID</source>
      <translation>eine ID</translation>
    </message>
    <message>
      <source>it changed while it was being read</source>
      <translation>die Datei änderte sich beim Lesen</translation>
    </message>
    <message>
      <source>it fails on a photo: {why}</source>
      <translation>es scheitert an einem Foto: {why}</translation>
    </message>
    <message>
      <source>it gives unlike pictures the same vector</source>
      <translation>es gibt verschiedenen Bildern denselben Vektor</translation>
    </message>
    <message>
      <source>it has changed in the meantime</source>
      <translation>es wurde inzwischen geändert</translation>
    </message>
    <message>
      <source>it has no output “{name}”</source>
      <translation>es hat keinen Ausgang „{name}“</translation>
    </message>
    <message>
      <source>it is damaged</source>
      <translation>die Datei ist beschädigt</translation>
    </message>
    <message>
      <source>it is damaged: it has more scans than any camera or program writes</source>
      <translation>die Datei ist beschädigt: mehr Durchgänge, als Kameras oder Programme schreiben</translation>
    </message>
    <message>
      <source>it is damaged: it has no width or no height</source>
      <translation>die Datei ist beschädigt: Breite oder Höhe ist null</translation>
    </message>
    <message>
      <source>it is damaged: its size can't be read</source>
      <translation>die Datei ist beschädigt: ihre Größe ist nicht lesbar</translation>
    </message>
    <message>
      <source>it is empty</source>
      <translation>die Datei ist leer</translation>
    </message>
    <message>
      <source>it is in an unsupported format</source>
      <translation>das Format wird nicht unterstützt</translation>
    </message>
    <message>
      <source>it is no longer a link to the kept photo</source>
      <translation>es ist kein Link auf das behaltene Foto mehr</translation>
    </message>
    <message>
      <source>it is not a regular file</source>
      <translation>es ist keine normale Datei</translation>
    </message>
    <message>
      <source>it is not in a supported image format</source>
      <translation>das Bildformat wird nicht unterstützt</translation>
    </message>
    <message>
      <source>it is too large and may be a decompression bomb</source>
      <translation>die Datei ist zu groß und vielleicht eine Dekompressionsbombe</translation>
    </message>
    <message>
      <source>it is too large: as a progressive JPEG it takes {megabytes} MB of memory</source>
      <translation>die Datei ist zu groß: als progressives JPEG braucht sie {megabytes} MB Arbeitsspeicher</translation>
    </message>
    <message>
      <source>it is too large: {megabytes} MB</source>
      <translation>die Datei ist zu groß: {megabytes} MB</translation>
    </message>
    <message>
      <source>it is too large: {width} x {height} pixels</source>
      <translation>das Bild ist zu groß: {width} × {height} Pixel</translation>
    </message>
    <message>
      <source>it is too large: {width} x {height} pixels would take {megabytes} MB of memory</source>
      <translation>das Bild ist zu groß: {width} × {height} Pixel brauchen {megabytes} MB Arbeitsspeicher</translation>
    </message>
    <message>
      <source>it no longer exists</source>
      <translation>die Datei existiert nicht mehr</translation>
    </message>
    <message>
      <source>its decoder crashes on it, so it is left alone until it changes</source>
      <translation>der Decoder stürzt daran ab, deshalb bleibt die Datei unbeachtet, bis sie sich ändert</translation>
    </message>
    <message>
      <source>its disk has no trash and none can be made</source>
      <translation>sein Laufwerk hat keinen Papierkorb, und es lässt sich keiner anlegen</translation>
    </message>
    <message>
      <source>its end is missing: it contains only zeros</source>
      <translation>das Ende fehlt: dort stehen nur Nullen</translation>
    </message>
    <message>
      <source>its grid is not {wanted}</source>
      <translation>sein Raster ist nicht {wanted}</translation>
    </message>
    <message>
      <source>its input has a fixed number of photos</source>
      <translation>sein Eingang hat eine feste Anzahl von Fotos</translation>
    </message>
    <message>
      <source>its input has the shape {shape}, not [N, {side}, {side}, 3]</source>
      <translation>sein Eingang hat die Form {shape}, nicht [N, {side}, {side}, 3]</translation>
    </message>
    <message>
      <source>its input is {kind} {shape}, not uint8 [N, S, S, 3]</source>
      <translation>sein Eingang ist {kind} {shape}, nicht uint8 [N, S, S, 3]</translation>
    </message>
    <message>
      <source>its only input must be called “images”</source>
      <translation>sein einziger Eingang muss „images“ heißen</translation>
    </message>
    <message>
      <source>its output “{name}” is not float32 of {rank} dimensions</source>
      <translation>sein Ausgang „{name}“ ist nicht float32 mit {rank} Dimensionen</translation>
    </message>
    <message>
      <source>its vectors are not of unit length</source>
      <translation>seine Vektoren haben nicht die Länge 1</translation>
    </message>
    <message>
      <source>its vectors contain numbers that are not finite</source>
      <translation>seine Vektoren enthalten Zahlen, die nicht endlich sind</translation>
    </message>
    <message>
      <source>its vectors have the shape {shape}, not [N, {dim}]</source>
      <translation>seine Vektoren haben die Form {shape}, nicht [N, {dim}]</translation>
    </message>
    <message>
      <source>moved</source>
      <translation>verschoben</translation>
    </message>
    <message>
      <source>moved to the trash</source>
      <translation>in den Papierkorb verschoben</translation>
    </message>
    <message>
      <source>not a simgui thumbnail file</source>
      <translation>keine Vorschaubilder von simgui</translation>
    </message>
    <message>
      <source>permission denied</source>
      <translation>keine Leserechte</translation>
    </message>
    <message>
      <source>replaced with a link</source>
      <translation>durch einen Link ersetzt</translation>
    </message>
    <message>
      <source>restored</source>
      <translation>wiederhergestellt</translation>
    </message>
    <message>
      <source>simgui can't load “{library}”, which it needs for this photo; reinstall simgui</source>
      <translation>simgui kann „{library}“ nicht laden, das für dieses Foto nötig ist; installieren Sie simgui neu</translation>
    </message>
    <message>
      <source>simgui is already running (process {pid}) with the library in {path}</source>
      <translation>simgui läuft bereits (Prozess {pid}) mit der Bibliothek in {path}</translation>
    </message>
    <message>
      <source>simgui is already running with the library in {path}</source>
      <translation>simgui läuft bereits mit der Bibliothek in {path}</translation>
    </message>
    <message>
      <source>simgui's file {folder}/{name} is missing</source>
      <translation>Die simgui-Datei {folder}/{name} fehlt</translation>
    </message>
    <message>
      <source>simgui's own library OpenCV failed; reinstall simgui</source>
      <translation>simguis eigene Bibliothek OpenCV hat versagt; installieren Sie simgui neu</translation>
    </message>
    <message>
      <source>standard output</source>
      <translation>die Standardausgabe</translation>
    </message>
    <message>
      <source>the copy differs from the original</source>
      <translation>die Kopie weicht vom Original ab</translation>
    </message>
    <message>
      <source>the disk reports “{why}”</source>
      <translation>der Datenträger meldet „{why}“</translation>
    </message>
    <message>
      <source>the file is incomplete</source>
      <translation>die Datei ist unvollständig</translation>
    </message>
    <message>
      <source>the trash of its disk belongs to somebody else</source>
      <translation>der Papierkorb seines Laufwerks gehört jemand anderem</translation>
    </message>
    <message>
      <source>there is no folder {path}</source>
      <translation>es gibt keinen Ordner {path}</translation>
    </message>
    <message>
      <source>there is not enough memory</source>
      <translation>der Arbeitsspeicher reicht nicht</translation>
    </message>
    <message>
      <source>this system has no reflinks</source>
      <translation>dieses System kennt keine Reflinks</translation>
    </message>
    <message>
      <source>too many files of this name in the trash</source>
      <translation>zu viele Dateien dieses Namens im Papierkorb</translation>
    </message>
    <message>
      <source>turned back into a separate file</source>
      <translation>in eine eigene Datei zurückverwandelt</translation>
    </message>
    <message>
      <source>{name} can't be moved: no free name was found</source>
      <translation>{name} kann nicht verschoben werden: kein freier Name gefunden</translation>
    </message>
    <message>
      <source>{name} can't be read: {reason}.</source>
      <translation>{name} kann nicht gelesen werden: {reason}.</translation>
    </message>
    <message>
      <source>{name} can't be restored: {place} is a different file now</source>
      <translation>{name} kann nicht wiederhergestellt werden: {place} ist jetzt eine andere Datei</translation>
    </message>
    <message>
      <source>{name} can't be {doing}: {why}</source>
      <translation>{name} kann nicht {doing} werden: {why}</translation>
    </message>
    <message>
      <source>{name} is gone or was changed</source>
      <translation>{name} fehlt oder wurde geändert</translation>
    </message>
    <message>
      <source>{name} is no longer in the place it was moved to</source>
      <translation>{name} ist nicht mehr dort, wohin es verschoben wurde</translation>
    </message>
    <message>
      <source>{name} is no longer there</source>
      <translation>{name} ist nicht mehr da</translation>
    </message>
    <message>
      <source>{name} stays: the file that it was copied from is not there</source>
      <translation>{name} bleibt: die Datei, von der es kopiert wurde, ist nicht da</translation>
    </message>
    <message>
      <source>{name} was changed since, so it stays</source>
      <translation>{name} wurde seitdem geändert und bleibt deshalb</translation>
    </message>
    <message>
      <source>{name} was not copied: {why}</source>
      <translation>{name} wurde nicht kopiert: {why}</translation>
    </message>
    <message>
      <source>{path} can't be moved to the trash</source>
      <translation>{path} kann nicht in den Papierkorb verschoben werden</translation>
    </message>
    <message>
      <source>{path} can't be read: {why}</source>
      <translation>{path} kann nicht gelesen werden: {why}</translation>
    </message>
    <message>
      <source>{path} can't be restored: another file is there now</source>
      <translation>{path} kann nicht wiederhergestellt werden: dort liegt jetzt eine andere Datei</translation>
    </message>
    <message>
      <source>{path} can't be restored: it is no longer in the trash</source>
      <translation>{path} kann nicht wiederhergestellt werden: es ist nicht mehr im Papierkorb</translation>
    </message>
    <message>
      <source>{path} can't be restored: it was changed under its other name</source>
      <translation>{path} kann nicht wiederhergestellt werden: es wurde unter seinem anderen Namen geändert</translation>
    </message>
    <message>
      <source>{path} can't be restored: the system did not report where it was moved</source>
      <translation>{path} kann nicht wiederhergestellt werden: das System hat nicht gemeldet, wohin es kam</translation>
    </message>
    <message>
      <source>{path} can't be restored: {place} is a different file now and was left alone</source>
      <translation>{path} kann nicht wiederhergestellt werden: {place} ist jetzt eine andere Datei und blieb unberührt</translation>
    </message>
    <message>
      <source>{path} can't be used as the AI model: {reason}</source>
      <translation>{path} ist nicht als KI-Modell benutzbar: {reason}</translation>
    </message>
    <message>
      <source>{path} can't be written: {why}</source>
      <translation>{path} kann nicht geschrieben werden: {why}</translation>
    </message>
    <message>
      <source>{path} contains a vector of length zero</source>
      <translation>{path} enthält einen Vektor der Länge null</translation>
    </message>
    <message>
      <source>{path} does not contain vectors of length {dim}</source>
      <translation>{path} enthält keine Vektoren der Länge {dim}</translation>
    </message>
    <message>
      <source>{path} does not describe a model</source>
      <translation>{path} beschreibt kein Modell</translation>
    </message>
    <message>
      <source>{path} does not exist</source>
      <translation>{path} existiert nicht</translation>
    </message>
    <message>
      <source>{path} is damaged: its checksum does not match its description</source>
      <translation>{path} ist beschädigt: Die Prüfsumme passt nicht zur Beschreibung</translation>
    </message>
    <message>
      <source>{path} is in the trash and can't be restored</source>
      <translation>{path} ist im Papierkorb und kann nicht wiederhergestellt werden</translation>
    </message>
    <message>
      <source>{path} is inside the folder that is checked</source>
      <translation>{path} liegt in dem Ordner, der geprüft wird</translation>
    </message>
    <message>
      <source>{path} is inside the folder that its photos would be moved to</source>
      <translation>{path} liegt in dem Ordner, in den seine Fotos verschoben würden</translation>
    </message>
    <message>
      <source>{path} is inside {folder}</source>
      <translation>{path} liegt in {folder}</translation>
    </message>
    <message>
      <source>{path} is larger than {megabytes} MB</source>
      <translation>{path} ist größer als {megabytes} MB</translation>
    </message>
    <message>
      <source>{path} is not a folder of the library</source>
      <translation>{path} ist kein Ordner der Bibliothek</translation>
    </message>
    <message>
      <source>{path} is not a ground-truth file: {why}</source>
      <translation>{path} ist keine Datei mit Referenzgruppen: {why}</translation>
    </message>
    <message>
      <source>{path} is not a model that can be run: {why}</source>
      <translation>{path} ist kein ausführbares Modell: {why}</translation>
    </message>
    <message>
      <source>{path} is not a simgui library</source>
      <translation>{path} ist keine simgui-Bibliothek</translation>
    </message>
    <message>
      <source>{path} is not an export of a simgui library, or is damaged</source>
      <translation>{path} ist kein Export einer simgui-Bibliothek oder ist beschädigt</translation>
    </message>
    <message>
      <source>{path} is not in its folder any more, and was not found in the trash</source>
      <translation>{path} ist nicht mehr in seinem Ordner und wurde im Papierkorb nicht gefunden</translation>
    </message>
    <message>
      <source>{path} is not valid JSON: {why}</source>
      <translation>{path} ist kein gültiges JSON: {why}</translation>
    </message>
    <message>
      <source>{path} names no model file</source>
      <translation>{path} nennt keine Modelldatei</translation>
    </message>
    <message>
      <source>{path} no longer exists</source>
      <translation>{path} existiert nicht mehr</translation>
    </message>
    <message>
      <source>{path} stores its weights in other files</source>
      <translation>{path} speichert seine Gewichte in anderen Dateien</translation>
    </message>
    <message>
      <source>{path} was moved to {place} and is not there</source>
      <translation>{path} wurde nach {place} verschoben und ist nicht dort</translation>
    </message>
    <message>
      <source>{path} was not touched: its entry in the deletion history names places that simgui does not use</source>
      <translation>{path} blieb unberührt: Der Eintrag im Löschverlauf nennt Orte, die simgui nicht benutzt</translation>
    </message>
    <message>
      <source>{path} was not touched: this entry of the deletion history was not written on this computer, or was changed since</source>
      <translation>{path} blieb unberührt: Dieser Eintrag im Löschverlauf stammt nicht von diesem Computer oder wurde geändert</translation>
    </message>
    <message>
      <source>{path} was put back, because the photo to keep, {kept}, is missing</source>
      <translation>{path} wurde zurückgelegt, weil das zu behaltende Foto {kept} fehlt</translation>
    </message>
    <message>
      <source>{path} was put back: {keeper_path}, the kept photo, disappeared with it</source>
      <translation>{path} wurde zurückgelegt: {keeper_path}, das behaltene Foto, verschwand mit ihm</translation>
    </message>
    <message>
      <source>{pattern} is no pattern for folders by date</source>
      <translation>{pattern} ist kein Muster für Ordner nach Datum</translation>
    </message>
    <message>
      <source>{place} can't be written: {why}</source>
      <translation>{place} kann nicht geschrieben werden: {why}</translation>
    </message>
    <message>
      <source>{place} holds what an interrupted copy left behind</source>
      <translation>{place} enthält die Reste eines unterbrochenen Kopiervorgangs</translation>
    </message>
    <message>
      <source>{target} is not the number of a copy</source>
      <translation>{target} ist nicht die Nummer eines Kopiervorgangs</translation>
    </message>
    <message>
      <source>{target} is not the number of a deletion</source>
      <translation>{target} ist keine Nummer einer Löschung</translation>
    </message>
    <message>
      <source>{why}</source>
      <translation>{why}</translation>
    </message>
    <message>
      <source>“simgui library {action}” needs {what}</source>
      <translation>„simgui library {action}“ braucht {what}</translation>
    </message>
    <message>
      <source>“{value}” is not a criterion</source>
      <translation>„{value}“ ist kein Kriterium</translation>
    </message>
    <message>
      <source>“{value}” is not a match level</source>
      <translation>„{value}“ ist keine Übereinstimmungsstufe</translation>
    </message>
  </context>
  <context>
    <name>Evaluate</name>
    <message numerus="yes">
      <source>(of %Ln groups)</source>
      <translation>
        <numerusform>(von %Ln Gruppe)</numerusform>
        <numerusform>(von %Ln Gruppen)</numerusform>
      </translation>
    </message>
    <message>
      <source>accuracy</source>
      <translation>Treffergenauigkeit</translation>
    </message>
    <message>
      <source>original kept</source>
      <translation>Original behalten</translation>
    </message>
    <message>
      <source>pairs found / right / missed</source>
      <translation>Paare gefunden / richtig / übersehen</translation>
    </message>
    <message>
      <source>photos</source>
      <translation>Fotos</translation>
    </message>
    <message>
      <source>precision</source>
      <translation>Genauigkeit (Precision)</translation>
    </message>
    <message>
      <source>probability, largest gap</source>
      <translation>Wahrscheinlichkeit, größte Abweichung</translation>
    </message>
    <message>
      <source>recall</source>
      <translation>Trefferquote (Recall)</translation>
    </message>
    <message>
      <source>recall at precision 0.99</source>
      <translation>Recall bei Precision 0,99</translation>
    </message>
    <message>
      <source>recall at precision 0.999</source>
      <translation>Recall bei Precision 0,999</translation>
    </message>
    <message>
      <source>recall by edit</source>
      <translation>Recall nach Bearbeitung</translation>
    </message>
    <message>
      <source>wrong links per 10,000 photos</source>
      <translation>falsche Paare je 10.000 Fotos</translation>
    </message>
  </context>
  <context>
    <name>Facts</name>
    <message>
      <source>Camera</source>
      <translation>Kamera</translation>
    </message>
    <message>
      <source>Differences from the kept photo are highlighted.</source>
      <translation>Unterschiede zum behaltenen Foto sind hervorgehoben.</translation>
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
      <source>File modified</source>
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
      <source>Other files</source>
      <translation>Weitere Dateien</translation>
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
      <source>{name}: {value}, different</source>
      <translation>{name}: {value}, anders</translation>
    </message>
  </context>
  <context>
    <name>Folders</name>
    <message numerus="yes">
      <source>%Ln only in {folder}</source>
      <translation>
        <numerusform>%Ln nur in {folder}</numerusform>
        <numerusform>%Ln nur in {folder}</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln photos in both</source>
      <translation>
        <numerusform>%Ln Foto in beiden</numerusform>
        <numerusform>%Ln Fotos in beiden</numerusform>
      </translation>
    </message>
    <message>
      <source>No two folders share photos.</source>
      <translation>Keine zwei Ordner haben Fotos gemeinsam.</translation>
    </message>
    <message>
      <source>edited, or not compared with the one that stays</source>
      <translation>bearbeitet, oder nicht mit dem Foto verglichen, das bleibt</translation>
    </message>
    <message>
      <source>only in {folder}</source>
      <translation>nur in {folder}</translation>
    </message>
    <message>
      <source>{inner} and {outer} hold the same photos</source>
      <translation>{inner} und {outer} enthalten dieselben Fotos</translation>
    </message>
    <message>
      <source>{inner} is wholly inside {outer}</source>
      <translation>{inner} ist ganz in {outer} enthalten</translation>
    </message>
    <message>
      <source>{name} can't be reached. Its photos are greyed out and left alone for now.</source>
      <translation>{name} ist nicht erreichbar. Die Fotos darin sind ausgegraut und bleiben vorerst unberührt.</translation>
    </message>
    <message>
      <source>{name} is back.</source>
      <translation>{name} ist wieder da.</translation>
    </message>
    <message>
      <source>{name} is part of {parent}, which is in your library. It is rescanned.</source>
      <translation>{name} gehört zu {parent} in Ihrer Bibliothek und wird neu durchsucht.</translation>
    </message>
    <message>
      <source>{name} now includes {children}, added earlier.</source>
      <translation>{name} umfasst jetzt {children}, früher hinzugefügt.</translation>
    </message>
    <message>
      <source>{name} was excluded with {parent}. It is included now.</source>
      <translation>{name} war mit {parent} ausgeschlossen und gehört jetzt dazu.</translation>
    </message>
    <message>
      <source>{shared} of {total}</source>
      <translation>{shared} von {total}</translation>
    </message>
    <message>
      <source>{share} of {inner} is inside {outer}</source>
      <translation>{share} von {inner} sind in {outer} enthalten</translation>
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
      <source>Undo</source>
      <translation>Rückgängig</translation>
    </message>
    <message>
      <source>Undo the last step (Ctrl+Z)</source>
      <translation>Letzten Schritt rückgängig machen (Strg+Z)</translation>
    </message>
    <message>
      <source>Undo: {action} (Ctrl+Z)</source>
      <translation>Rückgängig: {action} (Strg+Z)</translation>
    </message>
    <message>
      <source>We re-check every kept photo on disk first</source>
      <translation>Jedes behaltene Foto wird zuvor auf dem Datenträger geprüft</translation>
    </message>
    <message>
      <source>accept, next</source>
      <translation>übernehmen, weiter</translation>
    </message>
    <message>
      <source>group</source>
      <translation>Gruppe</translation>
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
      <source>photo</source>
      <translation>Foto</translation>
    </message>
  </context>
  <context>
    <name>Grid</name>
    <message>
      <source>Photos in this group</source>
      <translation>Fotos dieser Gruppe</translation>
    </message>
    <message>
      <source>Thumbnail size</source>
      <translation>Größe der Vorschaubilder</translation>
    </message>
    <message>
      <source>Thumbnail size (Ctrl and the mouse wheel)</source>
      <translation>Größe der Vorschaubilder (Strg und Mausrad)</translation>
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
      <source>%Ln pages of one document</source>
      <translation>
        <numerusform>%Ln Seite eines Dokuments</numerusform>
        <numerusform>%Ln Seiten eines Dokuments</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln parts of a panorama</source>
      <translation>
        <numerusform>%Ln Teil eines Panoramas</numerusform>
        <numerusform>%Ln Teile eines Panoramas</numerusform>
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
      <source>%Ln pictures of a stereo pair</source>
      <translation>
        <numerusform>%Ln Bild eines Stereopaars</numerusform>
        <numerusform>%Ln Bilder eines Stereopaars</numerusform>
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
      <source>%Ln shots in a burst</source>
      <translation>
        <numerusform>%Ln Aufnahme einer Serie</numerusform>
        <numerusform>%Ln Aufnahmen einer Serie</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln shots of a bracket</source>
      <translation>
        <numerusform>%Ln Aufnahme einer Belichtungsreihe</numerusform>
        <numerusform>%Ln Aufnahmen einer Belichtungsreihe</numerusform>
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
      <source>%Ln similar photos</source>
      <translation>
        <numerusform>%Ln ähnliches Foto</numerusform>
        <numerusform>%Ln ähnliche Fotos</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln versions</source>
      <translation>
        <numerusform>%Ln Version</numerusform>
        <numerusform>%Ln Versionen</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln versions of one photo</source>
      <translation>
        <numerusform>%Ln Version eines Fotos</numerusform>
        <numerusform>%Ln Versionen eines Fotos</numerusform>
      </translation>
    </message>
    <message>
      <source>{size} could be freed</source>
      <translation>{size} könnten frei werden</translation>
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
      <source>All</source>
      <translation>Alle</translation>
    </message>
    <message>
      <source>Any size</source>
      <translation>Beliebig viel</translation>
    </message>
    <message>
      <source>Any time</source>
      <translation>Beliebige Zeit</translation>
    </message>
    <message>
      <source>By folder</source>
      <translation>Nach Ordner</translation>
    </message>
    <message>
      <source>Duplicate groups</source>
      <translation>Gruppen von Duplikaten</translation>
    </message>
    <message>
      <source>Filter groups</source>
      <translation>Gruppen filtern</translation>
    </message>
    <message>
      <source>Frees at least</source>
      <translation>Gibt mindestens frei</translation>
    </message>
    <message>
      <source>Groups will appear here during the scan.</source>
      <translation>Gruppen erscheinen hier während des Scans.</translation>
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
      <source>Least certain first</source>
      <translation>Unsicherste zuerst</translation>
    </message>
    <message>
      <source>Most certain first</source>
      <translation>Sicherste zuerst</translation>
    </message>
    <message>
      <source>Most copies first</source>
      <translation>Meiste Kopien zuerst</translation>
    </message>
    <message>
      <source>Most space first</source>
      <translation>Meister Speicherplatz zuerst</translation>
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
      <source>No duplicates at this match level.</source>
      <translation>Keine Duplikate auf dieser Übereinstimmungsstufe.</translation>
    </message>
    <message>
      <source>No groups match the filter.</source>
      <translation>Keine Gruppe passt zum Filter.</translation>
    </message>
    <message>
      <source>Not reviewed yet</source>
      <translation>Noch nicht geprüft</translation>
    </message>
    <message>
      <source>Nothing marked</source>
      <translation>Nichts markiert</translation>
    </message>
    <message>
      <source>Opening your library…</source>
      <translation>Ihre Bibliothek wird geöffnet …</translation>
    </message>
    <message>
      <source>Progress</source>
      <translation>Fortschritt</translation>
    </message>
    <message>
      <source>Reviewed</source>
      <translation>Geprüft</translation>
    </message>
    <message>
      <source>Show all groups</source>
      <translation>Alle Gruppen anzeigen</translation>
    </message>
    <message>
      <source>Show groups with this name or folder</source>
      <translation>Gruppen mit diesem Namen oder Ordner anzeigen</translation>
    </message>
    <message>
      <source>Show many groups at once (V)</source>
      <translation>Viele Gruppen auf einmal zeigen (V)</translation>
    </message>
    <message>
      <source>Sort: {order}</source>
      <translation>Sortierung: {order}</translation>
    </message>
    <message>
      <source>Taken</source>
      <translation>Aufgenommen</translation>
    </message>
    <message>
      <source>{done} of {all} reviewed</source>
      <translation>{done} von {all} geprüft</translation>
    </message>
  </context>
  <context>
    <name>Help</name>
    <message>
      <source>%(prog)s: error: %(message)s
</source>
      <translation>%(prog)s: Fehler: %(message)s
</translation>
    </message>
    <message>
      <source>About simgui</source>
      <translation>Über simgui</translation>
    </message>
    <message>
      <source>Action</source>
      <translation>Aktion</translation>
    </message>
    <message>
      <source>COMMAND</source>
      <translation>BEFEHL</translation>
    </message>
    <message>
      <source>Compare photos side by side</source>
      <translation>Fotos nebeneinander vergleichen</translation>
    </message>
    <message>
      <source>DIR</source>
      <translation>ORDNER</translation>
    </message>
    <message>
      <source>FILE</source>
      <translation>DATEI</translation>
    </message>
    <message>
      <source>FOLDER</source>
      <translation>ORDNER</translation>
    </message>
    <message>
      <source>FOLDER|FILE|ID</source>
      <translation>ORDNER|DATEI|NUMMER</translation>
    </message>
    <message>
      <source>Find duplicate and near-duplicate photos and remove them safely.</source>
      <translation>Findet doppelte und fast gleiche Fotos und entfernt sie sicher.</translation>
    </message>
    <message>
      <source>Finds duplicate photos and helps you delete them without fear.</source>
      <translation>Findet doppelte Fotos und hilft, sie ohne Angst zu löschen.</translation>
    </message>
    <message>
      <source>Help</source>
      <translation>Hilfe</translation>
    </message>
    <message>
      <source>IMAGE</source>
      <translation>BILD</translation>
    </message>
    <message>
      <source>Keep this photo of the group, accept the rest, next group</source>
      <translation>Dieses Foto der Gruppe behalten, den Rest übernehmen, nächste Gruppe</translation>
    </message>
    <message>
      <source>Key</source>
      <translation>Taste</translation>
    </message>
    <message>
      <source>Keyboard shortcuts</source>
      <translation>Tastenkürzel</translation>
    </message>
    <message>
      <source>LIST</source>
      <translation>LISTE</translation>
    </message>
    <message>
      <source>Libraries and their licences</source>
      <translation>Bibliotheken und ihre Lizenzen</translation>
    </message>
    <message>
      <source>MIT licence. It uses these libraries:</source>
      <translation>MIT-Lizenz. Es verwendet diese Bibliotheken:</translation>
    </message>
    <message>
      <source>PATTERN</source>
      <translation>MUSTER</translation>
    </message>
    <message>
      <source>Previous or next group</source>
      <translation>Vorige oder nächste Gruppe</translation>
    </message>
    <message>
      <source>Previous or next photo of the group</source>
      <translation>Voriges oder nächstes Foto der Gruppe</translation>
    </message>
    <message>
      <source>While comparing: full screen, one photo at a time</source>
      <translation>Beim Vergleichen: Vollbild, ein Foto nach dem anderen</translation>
    </message>
    <message>
      <source>Your photos never leave this computer.</source>
      <translation>Ihre Fotos verlassen diesen Computer nie.</translation>
    </message>
    <message>
      <source>Your photos never leave this computer: simgui opens no network connection.</source>
      <translation>Ihre Fotos verlassen diesen Computer nie: simgui öffnet keine Netzwerkverbindung.</translation>
    </message>
    <message>
      <source>add them to this library</source>
      <translation>sie dieser Bibliothek hinzufügen</translation>
    </message>
    <message>
      <source>any image, in the library or not</source>
      <translation>ein beliebiges Bild, in der Bibliothek oder nicht</translation>
    </message>
    <message>
      <source>argument %(argument_name)s: %(message)s</source>
      <translation>Argument %(argument_name)s: %(message)s</translation>
    </message>
    <message>
      <source>as JSON; to stdout without FILE</source>
      <translation>als JSON; ohne DATEI auf die Standardausgabe</translation>
    </message>
    <message>
      <source>check it for damage</source>
      <translation>auf Schäden prüfen</translation>
    </message>
    <message>
      <source>compare folders: which photos are in one, the other, or both</source>
      <translation>Ordner vergleichen: welche Fotos in einem, im anderen oder in beiden sind</translation>
    </message>
    <message>
      <source>compare the groups found in a folder against labelled ground truth</source>
      <translation>die in einem Ordner gefundenen Gruppen mit bekannten Gruppen vergleichen</translation>
    </message>
    <message>
      <source>compare two folders, or list the folders that share photos, most first</source>
      <translation>zwei Ordner vergleichen, oder die Ordner auflisten, die Fotos gemeinsam haben, die meisten zuerst</translation>
    </message>
    <message>
      <source>copy into folders by date taken, such as %%Y/%%m (default: all in DIR)</source>
      <translation>in Ordner nach Aufnahmedatum kopieren, etwa %%Y/%%m (Standard: alles in ORDNER)</translation>
    </message>
    <message>
      <source>copy what is new, or better than yours, to DIR</source>
      <translation>was neu oder besser als Ihres ist, nach ORDNER kopieren</translation>
    </message>
    <message>
      <source>decoding threads (default: all cores)</source>
      <translation>Threads zum Dekodieren (Standard: alle Kerne)</translation>
    </message>
    <message>
      <source>delete again what was restored</source>
      <translation>Wiederhergestelltes erneut löschen</translation>
    </message>
    <message>
      <source>examples:</source>
      <translation>Beispiele:</translation>
    </message>
    <message numerus="yes">
      <source>expected %s arguments</source>
      <translation>
        <numerusform>%s Argument erwartet</numerusform>
        <numerusform>%s Argumente erwartet</numerusform>
      </translation>
    </message>
    <message>
      <source>expected at least one argument</source>
      <translation>mindestens ein Argument erwartet</translation>
    </message>
    <message>
      <source>expected one argument</source>
      <translation>ein Argument erwartet</translation>
    </message>
    <message>
      <source>find groups of duplicate photos in folders</source>
      <translation>Gruppen doppelter Fotos in Ordnern finden</translation>
    </message>
    <message>
      <source>find photos similar to an image</source>
      <translation>Fotos finden, die einem Bild ähneln</translation>
    </message>
    <message>
      <source>first save metadata only the copy has (date, place, rating, title, keywords) in an XMP side-car beside the kept photo</source>
      <translation>zuerst Metadaten, die nur die Kopie hat (Datum, Ort, Bewertung, Titel, Stichwörter), in einer XMP-Begleitdatei neben dem behaltenen Foto sichern</translation>
    </message>
    <message>
      <source>invalid choice: %(value)r (choose from %(choices)s)</source>
      <translation>ungültige Auswahl: %(value)r (möglich: %(choices)s)</translation>
    </message>
    <message>
      <source>keep the library in DIR instead of the default place</source>
      <translation>die Bibliothek in ORDNER statt am üblichen Ort führen</translation>
    </message>
    <message>
      <source>let photos be grouped again, by the ID shown there</source>
      <translation>Fotos wieder gruppieren lassen, mit der dort gezeigten ID</translation>
    </message>
    <message>
      <source>list groups of duplicates</source>
      <translation>Gruppen von Duplikaten auflisten</translation>
    </message>
    <message>
      <source>list the photos most similar to an image</source>
      <translation>die Fotos auflisten, die einem Bild am ähnlichsten sind</translation>
    </message>
    <message>
      <source>loosest match level to report (default: edited)</source>
      <translation>lockerste Übereinstimmung, die gemeldet wird (Standard: edited)</translation>
    </message>
    <message>
      <source>manage the library</source>
      <translation>die Bibliothek verwalten</translation>
    </message>
    <message>
      <source>match levels to clean: identical, pixels, same, edited (default: identical,pixels)</source>
      <translation>Übereinstimmungen, die aufgeräumt werden: identical, pixels, same, edited (Standard: identical,pixels)</translation>
    </message>
    <message>
      <source>move it to the trash</source>
      <translation>in den Papierkorb verschieben</translation>
    </message>
    <message>
      <source>move only what these folders have, at least as good; photos in them stay</source>
      <translation>nur verschieben, was diese Ordner mindestens gleich gut haben; Fotos darin bleiben</translation>
    </message>
    <message>
      <source>move redundant copies to the trash</source>
      <translation>überflüssige Kopien in den Papierkorb verschieben</translation>
    </message>
    <message>
      <source>move the photos; without this, nothing is changed</source>
      <translation>die Fotos verschieben; ohne diese Option wird nichts geändert</translation>
    </message>
    <message>
      <source>move those copies to the trash again</source>
      <translation>diese Kopien wieder in den Papierkorb legen</translation>
    </message>
    <message>
      <source>move to DIR instead of the trash, keeping the folder structure</source>
      <translation>nach ORDNER statt in den Papierkorb verschieben, mit derselben Ordnerstruktur</translation>
    </message>
    <message>
      <source>never touch photos in these folders</source>
      <translation>Fotos in diesen Ordnern nie anrühren</translation>
    </message>
    <message>
      <source>not allowed with argument %s</source>
      <translation>nicht zusammen mit Argument %s erlaubt</translation>
    </message>
    <message>
      <source>open the window</source>
      <translation>das Fenster öffnen</translation>
    </message>
    <message>
      <source>open the window and scan a folder</source>
      <translation>das Fenster öffnen und einen Ordner durchsuchen</translation>
    </message>
    <message>
      <source>options</source>
      <translation>Optionen</translation>
    </message>
    <message>
      <source>positional arguments</source>
      <translation>Argumente</translation>
    </message>
    <message>
      <source>preview; nothing is moved without --apply</source>
      <translation>Vorschau; ohne --apply wird nichts verschoben</translation>
    </message>
    <message>
      <source>print as JSON</source>
      <translation>als JSON ausgeben</translation>
    </message>
    <message>
      <source>read all photos again at the next scan</source>
      <translation>beim nächsten Scan alle Fotos neu lesen</translation>
    </message>
    <message>
      <source>remove a folder (photos and decisions stay)</source>
      <translation>einen Ordner entfernen (Fotos und Entscheidungen bleiben)</translation>
    </message>
    <message>
      <source>replace identical files with links to the kept photo instead of moving them to the trash</source>
      <translation>identische Dateien durch Links auf das behaltene Foto ersetzen, statt sie in den Papierkorb zu verschieben</translation>
    </message>
    <message>
      <source>restore one photo</source>
      <translation>ein Foto wiederherstellen</translation>
    </message>
    <message>
      <source>restore the last deletion, or one by its ID</source>
      <translation>die letzte Löschung wiederherstellen oder die mit dieser Nummer</translation>
    </message>
    <message>
      <source>save decisions and deletion history</source>
      <translation>Entscheidungen und Löschverlauf sichern</translation>
    </message>
    <message>
      <source>scan and search these folders (default: search the whole library without scanning)</source>
      <translation>diese Ordner scannen und durchsuchen (Standard: die ganze Bibliothek, ohne Scan)</translation>
    </message>
    <message>
      <source>scan these first (pairs: the whole library without any)</source>
      <translation>diese zuerst einlesen (pairs: ohne Angabe die ganze Bibliothek)</translation>
    </message>
    <message>
      <source>scan these folders and compare with them alone (default: the whole library)</source>
      <translation>diese Ordner scannen und nur mit ihnen vergleichen (Standard: die ganze Bibliothek)</translation>
    </message>
    <message>
      <source>show the deletion history</source>
      <translation>den Löschverlauf zeigen</translation>
    </message>
    <message>
      <source>show the version and exit</source>
      <translation>die Version zeigen und beenden</translation>
    </message>
    <message>
      <source>show this help and exit</source>
      <translation>diese Hilfe zeigen und beenden</translation>
    </message>
    <message>
      <source>show what is in it</source>
      <translation>ihren Inhalt zeigen</translation>
    </message>
    <message>
      <source>show what would be moved and why</source>
      <translation>zeigen, was verschoben würde und warum</translation>
    </message>
    <message>
      <source>show what “simgui check --copy-new” copied</source>
      <translation>zeigen, was „simgui check --copy-new“ kopiert hat</translation>
    </message>
    <message>
      <source>show which photos on a card or disk are already in the library</source>
      <translation>zeigen, welche Fotos einer Karte oder eines Laufwerks schon in der Bibliothek sind</translation>
    </message>
    <message>
      <source>show which photos you marked as not duplicates</source>
      <translation>zeigen, welche Fotos als keine Duplikate gelten</translation>
    </message>
    <message>
      <source>simgui never asks the network for a newer version. Look here: {address}</source>
      <translation>simgui fragt nie im Netz nach einer neueren Version. Sie finden sie hier: {address}</translation>
    </message>
    <message>
      <source>the card, disk or folder to check</source>
      <translation>die Karte, das Laufwerk oder der Ordner, der geprüft wird</translation>
    </message>
    <message>
      <source>the following arguments are required: %s</source>
      <translation>diese Argumente fehlen: %s</translation>
    </message>
    <message>
      <source>truth: {"groups": {"name": group id}, "edits": {"name": edit}}; names are paths below
FOLDER; a photo that is not listed has no duplicates</source>
      <translation>truth: {"groups": {"name": Gruppennummer}, "edits": {"name": Bearbeitung}}; Namen sind
Pfade unterhalb von ORDNER; ein Foto, das nicht genannt wird, hat keine Duplikate</translation>
    </message>
    <message>
      <source>unrecognized arguments: %s</source>
      <translation>unbekannte Argumente: %s</translation>
    </message>
    <message>
      <source>usage: </source>
      <translation>Aufruf: </translation>
    </message>
    <message>
      <source>use another model file (ONNX)</source>
      <translation>eine andere Modelldatei verwenden (ONNX)</translation>
    </message>
    <message>
      <source>where did this file go?</source>
      <translation>wohin kam diese Datei?</translation>
    </message>
    <message>
      <source>which photo to keep: criteria in order of importance, separated by commas</source>
      <translation>welches Foto behalten wird: Kriterien nach Wichtigkeit, durch Kommas getrennt</translation>
    </message>
    <message>
      <source>write the groups as CSV; - for stdout</source>
      <translation>die Gruppen als CSV schreiben; - für die Standardausgabe</translation>
    </message>
    <message>
      <source>write the groups as JSON; - for stdout</source>
      <translation>die Gruppen als JSON schreiben; - für die Standardausgabe</translation>
    </message>
    <message>
      <source>write the groups for another program</source>
      <translation>die Gruppen für ein anderes Programm schreiben</translation>
    </message>
    <message>
      <source>write the ranking as JSON; - for stdout</source>
      <translation>die Rangliste als JSON schreiben; - für die Standardausgabe</translation>
    </message>
    <message>
      <source>write the result as JSON; - for stdout</source>
      <translation>das Ergebnis als JSON schreiben; - für die Standardausgabe</translation>
    </message>
    <message>
      <source>“{value}” is not a whole number above zero</source>
      <translation>„{value}“ ist keine ganze Zahl über null</translation>
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
      <source>RAW sensor data</source>
      <translation>Rohdaten der Kamera</translation>
    </message>
    <message>
      <source>a colour profile</source>
      <translation>ein Farbprofil</translation>
    </message>
    <message>
      <source>a depth map</source>
      <translation>eine Tiefenkarte</translation>
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
      <source>a video</source>
      <translation>ein Video</translation>
    </message>
    <message>
      <source>a {seconds} s video</source>
      <translation>ein Video von {seconds} s</translation>
    </message>
    <message>
      <source>author or copyright</source>
      <translation>Urheber oder Copyright</translation>
    </message>
    <message>
      <source>camera data</source>
      <translation>Kameradaten</translation>
    </message>
    <message>
      <source>caption</source>
      <translation>Bildunterschrift</translation>
    </message>
    <message>
      <source>comment</source>
      <translation>Kommentar</translation>
    </message>
    <message>
      <source>companion files</source>
      <translation>zugehörige Dateien</translation>
    </message>
    <message>
      <source>data that has not been examined yet</source>
      <translation>Daten, die noch nicht untersucht wurden</translation>
    </message>
    <message>
      <source>date</source>
      <translation>Datum</translation>
    </message>
    <message>
      <source>edits (Camera Raw)</source>
      <translation>Bearbeitungen (Camera Raw)</translation>
    </message>
    <message>
      <source>has {things}</source>
      <translation>enthält zusätzlich: {things}</translation>
    </message>
    <message>
      <source>keywords</source>
      <translation>Stichwörter</translation>
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
      <source>place</source>
      <translation>Ort</translation>
    </message>
    <message>
      <source>rating</source>
      <translation>Bewertung</translation>
    </message>
    <message>
      <source>standard colours (sRGB)</source>
      <translation>Standardfarben (sRGB)</translation>
    </message>
    <message>
      <source>tagged people</source>
      <translation>markierte Personen</translation>
    </message>
    <message>
      <source>title</source>
      <translation>Titel</translation>
    </message>
    <message>
      <source>transparency</source>
      <translation>Transparenz</translation>
    </message>
    <message>
      <source>{depth} instead of {other} bits per channel</source>
      <translation>{depth} statt {other} Bit pro Kanal</translation>
    </message>
    <message>
      <source>{size} of unknown data</source>
      <translation>{size} unbekannte Daten</translation>
    </message>
  </context>
  <context>
    <name>Intake</name>
    <message numerus="yes">
      <source>%Ln copies moved to the trash</source>
      <translation>
        <numerusform>%Ln Kopie in den Papierkorb verschoben</numerusform>
        <numerusform>%Ln Kopien in den Papierkorb verschoben</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln files copied to {folder}</source>
      <translation>
        <numerusform>%Ln Datei nach {folder} kopiert</numerusform>
        <numerusform>%Ln Dateien nach {folder} kopiert</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln files were there already</source>
      <translation>
        <numerusform>%Ln Datei war schon da</numerusform>
        <numerusform>%Ln Dateien waren schon da</numerusform>
      </translation>
    </message>
    <message>
      <source>Nothing has been copied yet.</source>
      <translation>Es wurde noch nichts kopiert.</translation>
    </message>
    <message>
      <source>{path} was not copied: the copying was interrupted</source>
      <translation>{path} wurde nicht kopiert: der Vorgang wurde unterbrochen</translation>
    </message>
  </context>
  <context>
    <name>Journal</name>
    <message numerus="yes">
      <source>%Ln are links</source>
      <translation>
        <numerusform>%Ln ist ein Link</numerusform>
        <numerusform>%Ln sind Links</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln folders, decisions and deletion records added.</source>
      <translation>
        <numerusform>%Ln Ordner, Entscheidung oder Löscheintrag hinzugefügt.</numerusform>
        <numerusform>%Ln Ordner, Entscheidungen und Löscheinträge hinzugefügt.</numerusform>
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
      <source>%Ln not moved</source>
      <translation>
        <numerusform>%Ln nicht verschoben</numerusform>
        <numerusform>%Ln nicht verschoben</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln photos moved to a folder</source>
      <translation>
        <numerusform>%Ln Foto in einen Ordner verschoben</numerusform>
        <numerusform>%Ln Fotos in einen Ordner verschoben</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln photos moved to the trash</source>
      <translation>
        <numerusform>%Ln Foto in den Papierkorb verschoben</numerusform>
        <numerusform>%Ln Fotos in den Papierkorb verschoben</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln photos replaced with links</source>
      <translation>
        <numerusform>%Ln Foto durch einen Link ersetzt</numerusform>
        <numerusform>%Ln Fotos durch Links ersetzt</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln restored</source>
      <translation>
        <numerusform>%Ln wiederhergestellt</numerusform>
        <numerusform>%Ln wiederhergestellt</numerusform>
      </translation>
    </message>
    <message>
      <source>Action</source>
      <translation>Aktion</translation>
    </message>
    <message numerus="yes">
      <source>An earlier deletion was interrupted and left %Ln photos unfinished; “simgui library journal” sorts them out</source>
      <translation>
        <numerusform>Eine frühere Löschung wurde unterbrochen, %Ln Foto ist in der Schwebe; „simgui library journal“ klärt das</numerusform>
        <numerusform>Eine frühere Löschung wurde unterbrochen, %Ln Fotos sind in der Schwebe; „simgui library journal“ klärt das</numerusform>
      </translation>
    </message>
    <message>
      <source>Deletion history</source>
      <translation>Löschverlauf</translation>
    </message>
    <message>
      <source>Deletions</source>
      <translation>Löschungen</translation>
    </message>
    <message>
      <source>Find deleted photos</source>
      <translation>Gelöschte Fotos suchen</translation>
    </message>
    <message>
      <source>Kept copy</source>
      <translation>Behaltene Kopie</translation>
    </message>
    <message>
      <source>Name, folder or date</source>
      <translation>Name, Ordner oder Datum</translation>
    </message>
    <message>
      <source>Nothing has been deleted yet.</source>
      <translation>Es wurde noch nichts gelöscht.</translation>
    </message>
    <message>
      <source>Nothing has been deleted yet. Deletions will be listed here.</source>
      <translation>Es wurde noch nichts gelöscht. Löschungen erscheinen hier.</translation>
    </message>
    <message>
      <source>Original folder</source>
      <translation>Ursprünglicher Ordner</translation>
    </message>
    <message>
      <source>Photo</source>
      <translation>Foto</translation>
    </message>
    <message>
      <source>Photos in this deletion</source>
      <translation>Fotos dieser Löschung</translation>
    </message>
    <message>
      <source>Restore</source>
      <translation>Wiederherstellen</translation>
    </message>
    <message>
      <source>Restore all photos of the selected deletion</source>
      <translation>Alle Fotos der ausgewählten Löschung wiederherstellen</translation>
    </message>
    <message>
      <source>Restore only the photos selected below</source>
      <translation>Nur die unten ausgewählten Fotos wiederherstellen</translation>
    </message>
    <message>
      <source>Restore selected</source>
      <translation>Auswahl wiederherstellen</translation>
    </message>
    <message>
      <source>Show kept copy</source>
      <translation>Behaltene Kopie anzeigen</translation>
    </message>
    <message>
      <source>Size</source>
      <translation>Größe</translation>
    </message>
    <message>
      <source>Status</source>
      <translation>Status</translation>
    </message>
    <message>
      <source>This history survives a library rebuild.</source>
      <translation>Dieser Verlauf bleibt, auch wenn die Bibliothek neu aufgebaut wird.</translation>
    </message>
    <message>
      <source>When</source>
      <translation>Wann</translation>
    </message>
    <message>
      <source>a link</source>
      <translation>ein Link</translation>
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
      <source>its hard link (it is now a separate file)</source>
      <translation>seinen Hardlink (es ist jetzt eine eigene Datei)</translation>
    </message>
    <message>
      <source>its owner</source>
      <translation>seinen Besitzer</translation>
    </message>
    <message>
      <source>its permissions</source>
      <translation>seine Zugriffsrechte</translation>
    </message>
    <message>
      <source>kept: {path}</source>
      <translation>behalten: {path}</translation>
    </message>
    <message>
      <source>moved again: {path}</source>
      <translation>erneut verschoben: {path}</translation>
    </message>
    <message>
      <source>not moved</source>
      <translation>nicht verschoben</translation>
    </message>
    <message>
      <source>now at: {path}</source>
      <translation>jetzt in: {path}</translation>
    </message>
    <message>
      <source>restored</source>
      <translation>wiederhergestellt</translation>
    </message>
    <message>
      <source>restored: {path}</source>
      <translation>wiederhergestellt: {path}</translation>
    </message>
    <message>
      <source>simgui has no record of {path}: it never moved it.</source>
      <translation>simgui hat keinen Eintrag zu {path}: Es hat diese Datei nie verschoben.</translation>
    </message>
    <message>
      <source>some of its extended attributes or its access control list</source>
      <translation>einige erweiterte Attribute oder seine Zugriffsliste</translation>
    </message>
    <message>
      <source>unfinished</source>
      <translation>nicht abgeschlossen</translation>
    </message>
    <message>
      <source>{path} has changed since, so it was kept</source>
      <translation>{path} wurde seitdem geändert und deshalb behalten</translation>
    </message>
    <message>
      <source>{path} was never deleted: it is in its folder.</source>
      <translation>{path} wurde nie gelöscht: Es liegt in seinem Ordner.</translation>
    </message>
    <message>
      <source>{path} was not reached: the command was stopped before</source>
      <translation>{path} kam nicht mehr an die Reihe: Der Befehl wurde vorher beendet</translation>
    </message>
    <message>
      <source>{path} was restored without {traits}</source>
      <translation>{path} wurde wiederhergestellt, aber ohne {traits}</translation>
    </message>
    <message>
      <source>{state} (recorded on another computer; can't be undone here)</source>
      <translation>{state} (auf einem anderen Computer aufgezeichnet; hier nicht rückgängig zu machen)</translation>
    </message>
  </context>
  <context>
    <name>Keeper</name>
    <message>
      <source>all copies are equally good</source>
      <translation>alle Kopien sind gleich gut</translation>
    </message>
    <message>
      <source>all the others are copies of it</source>
      <translation>alle anderen sind Kopien davon</translation>
    </message>
    <message>
      <source>better file format</source>
      <translation>besseres Dateiformat</translation>
    </message>
    <message>
      <source>chosen by you</source>
      <translation>von Ihnen gewählt</translation>
    </message>
    <message>
      <source>contains more than the others</source>
      <translation>enthält mehr als die anderen</translation>
    </message>
    <message>
      <source>in a protected folder</source>
      <translation>in einem geschützten Ordner</translation>
    </message>
    <message>
      <source>in your preferred folder</source>
      <translation>im bevorzugten Ordner</translation>
    </message>
    <message>
      <source>larger file</source>
      <translation>größere Datei</translation>
    </message>
    <message>
      <source>less compressed: quality {value} instead of {other}</source>
      <translation>weniger komprimiert: Qualität {value} statt {other}</translation>
    </message>
    <message>
      <source>looks least edited</source>
      <translation>wirkt am wenigsten bearbeitet</translation>
    </message>
    <message>
      <source>more details about the shot: {value} fields instead of {other}</source>
      <translation>mehr Angaben zur Aufnahme: {value} Felder statt {other}</translation>
    </message>
    <message>
      <source>most pixels</source>
      <translation>die meisten Pixel</translation>
    </message>
    <message>
      <source>no border added</source>
      <translation>ohne Rahmen</translation>
    </message>
    <message>
      <source>not cropped</source>
      <translation>nicht zugeschnitten</translation>
    </message>
    <message>
      <source>oldest file</source>
      <translation>älteste Datei</translation>
    </message>
    <message>
      <source>simplest file name</source>
      <translation>einfachster Dateiname</translation>
    </message>
    <message>
      <source>straight from the camera</source>
      <translation>direkt aus der Kamera</translation>
    </message>
    <message>
      <source>the others are backups of it</source>
      <translation>die anderen sind Sicherungskopien davon</translation>
    </message>
    <message>
      <source>the others are damaged</source>
      <translation>die anderen sind beschädigt</translation>
    </message>
    <message>
      <source>the others were made from it</source>
      <translation>die anderen wurden daraus erstellt</translation>
    </message>
    <message>
      <source>{ratio}× the pixels</source>
      <translation>{ratio}× so viele Pixel</translation>
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
    <name>Library</name>
    <message numerus="yes">
      <source>%Ln deletions</source>
      <translation>
        <numerusform>%Ln Löschung</numerusform>
        <numerusform>%Ln Löschungen</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln no longer there</source>
      <translation>
        <numerusform>%Ln nicht mehr da</numerusform>
        <numerusform>%Ln nicht mehr da</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln on disks that are not connected</source>
      <translation>
        <numerusform>%Ln auf nicht angeschlossenen Laufwerken</numerusform>
        <numerusform>%Ln auf nicht angeschlossenen Laufwerken</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln photos analysed</source>
      <translation>
        <numerusform>%Ln Foto analysiert</numerusform>
        <numerusform>%Ln Fotos analysiert</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln photos can be grouped again.</source>
      <translation>
        <numerusform>%Ln Foto kann wieder gruppiert werden.</numerusform>
        <numerusform>%Ln Fotos können wieder gruppiert werden.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln photos that are no longer there</source>
      <translation>
        <numerusform>%Ln Foto, das nicht mehr da ist</numerusform>
        <numerusform>%Ln Fotos, die nicht mehr da sind</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln times “not duplicates”</source>
      <translation>
        <numerusform>%Ln-mal „keine Duplikate“</numerusform>
        <numerusform>%Ln-mal „keine Duplikate“</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln unreadable</source>
      <translation>
        <numerusform>%Ln unlesbar</numerusform>
        <numerusform>%Ln unlesbar</numerusform>
      </translation>
    </message>
    <message>
      <source>AI model</source>
      <translation>KI-Modell</translation>
    </message>
    <message>
      <source>No photos are marked as not duplicates.</source>
      <translation>Keine Fotos gelten als keine Duplikate.</translation>
    </message>
    <message>
      <source>No problems found.</source>
      <translation>Keine Probleme gefunden.</translation>
    </message>
    <message>
      <source>Removed from the library: {folder}. The photos stay on disk.</source>
      <translation>Aus der Bibliothek entfernt: {folder}. Die Fotos bleiben auf dem Laufwerk.</translation>
    </message>
    <message>
      <source>The next scan will read every photo again. Decisions and deletion history are kept.</source>
      <translation>Der nächste Scan liest jedes Foto neu. Entscheidungen und Löschverlauf bleiben erhalten.</translation>
    </message>
    <message>
      <source>To repair it, run “simgui library rebuild” and scan again. Your decisions are kept.</source>
      <translation>Zum Reparieren „simgui library rebuild“ ausführen und erneut scannen. Ihre Entscheidungen bleiben erhalten.</translation>
    </message>
    <message>
      <source>damaged checksums</source>
      <translation>beschädigte Prüfsummen</translation>
    </message>
    <message>
      <source>damaged vectors</source>
      <translation>beschädigte Vektoren</translation>
    </message>
    <message>
      <source>decisions</source>
      <translation>Entscheidungen</translation>
    </message>
    <message>
      <source>entries refer to missing data</source>
      <translation>Einträge verweisen auf fehlende Daten</translation>
    </message>
    <message>
      <source>folder</source>
      <translation>Ordner</translation>
    </message>
    <message>
      <source>library</source>
      <translation>Bibliothek</translation>
    </message>
    <message>
      <source>pairs</source>
      <translation>Paare</translation>
    </message>
    <message>
      <source>photos</source>
      <translation>Fotos</translation>
    </message>
    <message>
      <source>records of photos that no longer exist (harmless)</source>
      <translation>Einträge von Fotos, die es nicht mehr gibt (harmlos)</translation>
    </message>
    <message>
      <source>the file is damaged</source>
      <translation>die Datei ist beschädigt</translation>
    </message>
    <message>
      <source>triggers or views that simgui did not create</source>
      <translation>Trigger oder Views, die nicht von simgui stammen</translation>
    </message>
    <message>
      <source>unreadable entries</source>
      <translation>unlesbare Einträge</translation>
    </message>
  </context>
  <context>
    <name>Member</name>
    <message>
      <source>another shot of the same moment</source>
      <translation>andere Aufnahme desselben Moments</translation>
    </message>
    <message>
      <source>damaged copy</source>
      <translation>beschädigte Kopie</translation>
    </message>
    <message>
      <source>edited copy</source>
      <translation>bearbeitete Kopie</translation>
    </message>
    <message>
      <source>identical, byte for byte</source>
      <translation>identisch, Byte für Byte</translation>
    </message>
    <message>
      <source>same photo</source>
      <translation>gleiches Foto</translation>
    </message>
    <message>
      <source>same pixels, different file</source>
      <translation>gleiche Pixel, andere Datei</translation>
    </message>
    <message>
      <source>similar photo</source>
      <translation>ähnliches Foto</translation>
    </message>
    <message>
      <source>similar · {share}</source>
      <translation>ähnlich · {share}</translation>
    </message>
    <message>
      <source>{changes} · {share} confidence</source>
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
      <source>Show in file manager</source>
      <translation>Im Dateimanager anzeigen</translation>
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
      <source>The library was damaged. A new one was started; the damaged file is kept at {path}.</source>
      <translation>Die Bibliothek war beschädigt. Eine neue wurde angelegt; die beschädigte Datei liegt in {path}.</translation>
    </message>
    <message>
      <source>The library was last used by a slightly newer version of simgui.</source>
      <translation>Die Bibliothek wurde zuletzt von einer etwas neueren simgui-Version benutzt.</translation>
    </message>
    <message>
      <source>The library was upgraded to the new version; a backup is at {path}.</source>
      <translation>Die Bibliothek wurde auf die neue Version aktualisiert; eine Sicherung liegt in {path}.</translation>
    </message>
    <message>
      <source>The thumbnails were damaged and will be recreated.</source>
      <translation>Die Vorschaubilder waren beschädigt und werden neu erstellt.</translation>
    </message>
    <message>
      <source>simgui crashed while reading {path}. The file is left alone until it changes.</source>
      <translation>simgui ist beim Lesen von {path} abgestürzt. Die Datei wird in Ruhe gelassen, bis sie sich ändert.</translation>
    </message>
    <message>
      <source>{count} folders, decisions and deletion records were recovered from it.</source>
      <translation>{count} Ordner, Entscheidungen und Löscheinträge wurden daraus gerettet.</translation>
    </message>
    <message>
      <source>{count} photos have damaged data and will be read again at the next scan.</source>
      <translation>{count} Fotos haben beschädigte Daten und werden beim nächsten Scan neu gelesen.</translation>
    </message>
  </context>
  <context>
    <name>Number</name>
    <message numerus="yes">
      <source>%Ln bytes</source>
      <translation>
        <numerusform>%Ln Byte</numerusform>
        <numerusform>%Ln Bytes</numerusform>
      </translation>
    </message>
    <message>
      <source>{number}%</source>
      <translation>{number} %</translation>
    </message>
  </context>
  <context>
    <name>Pairs</name>
    <message numerus="yes">
      <source>%Ln exceptions</source>
      <translation>
        <numerusform>%Ln Ausnahme</numerusform>
        <numerusform>%Ln Ausnahmen</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln stay all the same</source>
      <translation>
        <numerusform>%Ln bleibt dennoch</numerusform>
        <numerusform>%Ln bleiben dennoch</numerusform>
      </translation>
    </message>
    <message>
      <source>Closest copy</source>
      <translation>Nächste Kopie</translation>
    </message>
    <message>
      <source>Copies take</source>
      <translation>Platz der Kopien</translation>
    </message>
    <message>
      <source>Decide once for all duplicates of two folders.</source>
      <translation>Entscheiden Sie einmal für alle Duplikate zweier Ordner.</translation>
    </message>
    <message>
      <source>Exceptions</source>
      <translation>Ausnahmen</translation>
    </message>
    <message>
      <source>Folder</source>
      <translation>Ordner</translation>
    </message>
    <message>
      <source>Folder pairs</source>
      <translation>Ordnerpaare</translation>
    </message>
    <message>
      <source>Folders that share photos</source>
      <translation>Ordner, die Fotos gemeinsam haben</translation>
    </message>
    <message>
      <source>Its photos are in</source>
      <translation>Seine Fotos sind in</translation>
    </message>
    <message>
      <source>Keep the photos in {keep}, mark their copies in {drop}</source>
      <translation>Fotos in {keep} behalten, ihre Kopien in {drop} markieren</translation>
    </message>
    <message>
      <source>Mark copies in {folder}…</source>
      <translation>Kopien in {folder} markieren …</translation>
    </message>
    <message>
      <source>No two folders of your library share photos.</source>
      <translation>Keine zwei Ordner Ihrer Bibliothek haben Fotos gemeinsam.</translation>
    </message>
    <message>
      <source>Only in the first</source>
      <translation>Nur im ersten</translation>
    </message>
    <message>
      <source>Only in the second</source>
      <translation>Nur im zweiten</translation>
    </message>
    <message>
      <source>Overlap</source>
      <translation>Gemeinsam</translation>
    </message>
    <message>
      <source>Photo that stays</source>
      <translation>Foto, das bleibt</translation>
    </message>
    <message>
      <source>Photos that stay all the same</source>
      <translation>Fotos, die dennoch bleiben</translation>
    </message>
    <message>
      <source>These two folders share no copies.</source>
      <translation>Diese beiden Ordner haben keine Kopien gemeinsam.</translation>
    </message>
    <message>
      <source>Will be marked</source>
      <translation>Werden markiert</translation>
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
      <source>%Ln photos would be moved to the folder.</source>
      <translation>
        <numerusform>%Ln Foto käme in den Ordner.</numerusform>
        <numerusform>%Ln Fotos kämen in den Ordner.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln photos would be moved to the trash.</source>
      <translation>
        <numerusform>%Ln Foto käme in den Papierkorb.</numerusform>
        <numerusform>%Ln Fotos kämen in den Papierkorb.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln photos would be replaced with links.</source>
      <translation>
        <numerusform>%Ln Foto würde durch einen Link ersetzt.</numerusform>
        <numerusform>%Ln Fotos würden durch Links ersetzt.</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln will not be moved</source>
      <translation>
        <numerusform>%Ln wird nicht verschoben</numerusform>
        <numerusform>%Ln werden nicht verschoben</numerusform>
      </translation>
    </message>
    <message>
      <source>Cancel</source>
      <translation>Abbrechen</translation>
    </message>
    <message>
      <source>Choose a folder for the photos</source>
      <translation>Ordner für die Fotos wählen</translation>
    </message>
    <message>
      <source>Date, place, rating, title and keywords that the kept photo lacks are saved in an XMP side-car file next to it. The photo itself is never changed.</source>
      <translation>Datum, Ort, Bewertung, Titel und Stichwörter, die dem behaltenen Foto fehlen, werden in einer XMP-Datei daneben gespeichert. Das Foto selbst wird nie geändert.</translation>
    </message>
    <message>
      <source>Keeping {name} in {place}</source>
      <translation>{name} in {place} wird behalten</translation>
    </message>
    <message numerus="yes">
      <source>Move %Ln photos to a folder?</source>
      <translation>
        <numerusform>%Ln Foto in einen Ordner verschieben?</numerusform>
        <numerusform>%Ln Fotos in einen Ordner verschieben?</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Move %Ln photos to the trash?</source>
      <translation>
        <numerusform>%Ln Foto in den Papierkorb verschieben?</numerusform>
        <numerusform>%Ln Fotos in den Papierkorb verschieben?</numerusform>
      </translation>
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
      <translation>In einen Ordner verschieben …</translation>
    </message>
    <message>
      <source>Move to the trash</source>
      <translation>In den Papierkorb verschieben</translation>
    </message>
    <message>
      <source>None of these can be removed.</source>
      <translation>Keines davon kann entfernt werden.</translation>
    </message>
    <message>
      <source>Photos moved</source>
      <translation>Verschobene Fotos</translation>
    </message>
    <message>
      <source>Photos to remove and photos that stay</source>
      <translation>Zu entfernende und bleibende Fotos</translation>
    </message>
    <message numerus="yes">
      <source>Replace %Ln photos with links?</source>
      <translation>
        <numerusform>%Ln Foto durch einen Link ersetzen?</numerusform>
        <numerusform>%Ln Fotos durch Links ersetzen?</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Replace %Ln with links</source>
      <translation>
        <numerusform>%Ln durch einen Link ersetzen</numerusform>
        <numerusform>%Ln durch Links ersetzen</numerusform>
      </translation>
    </message>
    <message>
      <source>Replace with clones (reflinks)</source>
      <translation>Durch Klone ersetzen (Reflinks)</translation>
    </message>
    <message>
      <source>Replace with hard links</source>
      <translation>Durch Hardlinks ersetzen</translation>
    </message>
    <message numerus="yes">
      <source>Save metadata found only in %Ln of these photos to an XMP side-car</source>
      <translation>
        <numerusform>Metadaten, die nur %Ln dieser Fotos hat, in einer XMP-Datei sichern</numerusform>
        <numerusform>Metadaten, die nur %Ln dieser Fotos haben, in XMP-Dateien sichern</numerusform>
      </translation>
    </message>
    <message>
      <source>Stop</source>
      <translation>Anhalten</translation>
    </message>
    <message>
      <source>We re-check every kept photo on disk first</source>
      <translation>Jedes behaltene Foto wird zuvor auf dem Datenträger geprüft</translation>
    </message>
    <message>
      <source>What to do with the photos</source>
      <translation>Was mit den Fotos geschehen soll</translation>
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
      <source>not moved: {reason}</source>
      <translation>nicht verschoben: {reason}</translation>
    </message>
    <message>
      <source>only copy with: {things}</source>
      <translation>einzige Kopie mit: {things}</translation>
    </message>
    <message>
      <source>only copy with: {words}</source>
      <translation>einzige Kopie mit: {words}</translation>
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
      <source>title</source>
      <translation>Titel</translation>
    </message>
    <message>
      <source>{size} will be free once the trash is emptied</source>
      <translation>{size} werden frei, sobald der Papierkorb geleert ist</translation>
    </message>
    <message>
      <source>{size} will be freed</source>
      <translation>{size} werden frei</translation>
    </message>
    <message>
      <source>{size} will be moved</source>
      <translation>{size} werden verschoben</translation>
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
      <source>%Ln photos/s</source>
      <translation>
        <numerusform>%Ln Foto/s</numerusform>
        <numerusform>%Ln Fotos/s</numerusform>
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
        <numerusform>%Ln unlesbar</numerusform>
        <numerusform>%Ln unlesbar</numerusform>
      </translation>
    </message>
    <message>
      <source>Comparing photos</source>
      <translation>Fotos werden verglichen</translation>
    </message>
    <message>
      <source>Finding photos</source>
      <translation>Fotos werden gesucht</translation>
    </message>
    <message>
      <source>Grouping photos</source>
      <translation>Fotos werden gruppiert</translation>
    </message>
    <message>
      <source>Pause</source>
      <translation>Pause</translation>
    </message>
    <message>
      <source>Paused</source>
      <translation>Angehalten</translation>
    </message>
    <message>
      <source>Reading photos</source>
      <translation>Fotos werden gelesen</translation>
    </message>
    <message>
      <source>Resume</source>
      <translation>Fortsetzen</translation>
    </message>
    <message>
      <source>Scan progress</source>
      <translation>Fortschritt des Scans</translation>
    </message>
    <message>
      <source>Scan stopped: {done} of {total} photos read.</source>
      <translation>Suche angehalten: {done} von {total} Fotos gelesen.</translation>
    </message>
    <message>
      <source>Stop the scan. Photos already read stay in the library.</source>
      <translation>Scan beenden. Bereits gelesene Fotos bleiben in der Bibliothek.</translation>
    </message>
    <message>
      <source>Verifying copies</source>
      <translation>Kopien werden geprüft</translation>
    </message>
    <message>
      <source>almost done</source>
      <translation>fast fertig</translation>
    </message>
    <message>
      <source>{done} of {total}</source>
      <translation>{done} von {total}</translation>
    </message>
  </context>
  <context>
    <name>Refusal</name>
    <message>
      <source>a file that belongs to it has changed</source>
      <translation>eine zugehörige Datei hat sich geändert</translation>
    </message>
    <message>
      <source>a link would change who can read it</source>
      <translation>ein Link würde ändern, wer es lesen darf</translation>
    </message>
    <message>
      <source>files belong to it that the kept photo doesn't have</source>
      <translation>zu ihm gehören Dateien, die das behaltene Foto nicht hat</translation>
    </message>
    <message>
      <source>it can't be moved</source>
      <translation>es lässt sich nicht verschieben</translation>
    </message>
    <message>
      <source>it can't be read</source>
      <translation>es ist nicht lesbar</translation>
    </message>
    <message>
      <source>it has changed since the last scan; rescan first</source>
      <translation>es hat sich seit dem letzten Scan geändert; bitte erneut scannen</translation>
    </message>
    <message>
      <source>it has metadata that the kept photo doesn't have</source>
      <translation>es hat Metadaten, die das behaltene Foto nicht hat</translation>
    </message>
    <message>
      <source>it has the only RAW file of this shot</source>
      <translation>es hat die einzige RAW-Datei dieser Aufnahme</translation>
    </message>
    <message>
      <source>it holds something that the kept photo doesn't</source>
      <translation>es enthält etwas, das das behaltene Foto nicht hat</translation>
    </message>
    <message>
      <source>it is in a protected folder</source>
      <translation>es liegt in einem geschützten Ordner</translation>
    </message>
    <message>
      <source>it is the last copy in its group</source>
      <translation>es ist die letzte Kopie seiner Gruppe</translation>
    </message>
    <message>
      <source>it no longer exists</source>
      <translation>es existiert nicht mehr</translation>
    </message>
    <message>
      <source>it or the kept photo is already in the folder you are moving photos to</source>
      <translation>es oder das behaltene Foto liegt schon im Zielordner</translation>
    </message>
    <message>
      <source>its metadata could not be saved</source>
      <translation>seine Metadaten konnten nicht gesichert werden</translation>
    </message>
    <message>
      <source>only identical files can be replaced with links</source>
      <translation>nur identische Dateien lassen sich durch Links ersetzen</translation>
    </message>
    <message>
      <source>photos that aren't copies must be marked one at a time</source>
      <translation>Fotos, die keine Kopien sind, müssen einzeln markiert werden</translation>
    </message>
    <message>
      <source>simgui was closed before the file was moved</source>
      <translation>simgui wurde beendet, bevor die Datei verschoben war</translation>
    </message>
    <message>
      <source>the files are not byte-for-byte identical after all</source>
      <translation>die Dateien sind doch nicht Byte für Byte identisch</translation>
    </message>
    <message>
      <source>the kept photo can't be read</source>
      <translation>das behaltene Foto ist nicht lesbar</translation>
    </message>
    <message>
      <source>the kept photo disappeared with it, so it was restored</source>
      <translation>das behaltene Foto verschwand mit ihm, deshalb wurde es wiederhergestellt</translation>
    </message>
    <message>
      <source>the kept photo has changed since the last scan; rescan first</source>
      <translation>das behaltene Foto hat sich seit dem letzten Scan geändert; bitte erneut scannen</translation>
    </message>
    <message>
      <source>the kept photo is the same file under another name</source>
      <translation>das behaltene Foto ist dieselbe Datei unter anderem Namen</translation>
    </message>
    <message>
      <source>the kept photo no longer exists</source>
      <translation>das behaltene Foto existiert nicht mehr</translation>
    </message>
    <message>
      <source>the pixels are not identical after all</source>
      <translation>die Pixel sind doch nicht identisch</translation>
    </message>
    <message>
      <source>the system reported success but did not move it</source>
      <translation>das System meldete Erfolg, hat es aber nicht verschoben</translation>
    </message>
  </context>
  <context>
    <name>Refused</name>
    <message>
      <source>All photos of this group are in one folder.</source>
      <translation>Alle Fotos dieser Gruppe liegen in einem Ordner.</translation>
    </message>
    <message>
      <source>All selected groups are reviewed.</source>
      <translation>Alle ausgewählten Gruppen sind geprüft.</translation>
    </message>
    <message>
      <source>Every group keeps one photo: {name} was not marked.</source>
      <translation>Jede Gruppe behält ein Foto: {name} wurde nicht markiert.</translation>
    </message>
    <message>
      <source>Only photos that have a duplicate can be marked.</source>
      <translation>Nur Fotos mit einem Duplikat können markiert werden.</translation>
    </message>
    <message>
      <source>Photos that aren't copies of each other must be marked one at a time.</source>
      <translation>Fotos, die keine Kopien voneinander sind, müssen einzeln markiert werden.</translation>
    </message>
    <message>
      <source>These files are identical, so they stay duplicates.</source>
      <translation>Diese Dateien sind identisch und bleiben Duplikate.</translation>
    </message>
    <message>
      <source>This photo is in a protected folder and can't be marked.</source>
      <translation>Dieses Foto liegt in einem geschützten Ordner und kann nicht markiert werden.</translation>
    </message>
    <message>
      <source>This works on groups. Open Duplicates first.</source>
      <translation>Das geht nur mit Gruppen. Öffnen Sie zuerst die Duplikate.</translation>
    </message>
  </context>
  <context>
    <name>Review</name>
    <message>
      <source>Accept</source>
      <translation>Übernehmen</translation>
    </message>
    <message>
      <source>Compare</source>
      <translation>Vergleichen</translation>
    </message>
    <message>
      <source>Compare photos side by side</source>
      <translation>Fotos nebeneinander vergleichen</translation>
    </message>
    <message>
      <source>Don't group these photos again: all, or the selected ones (X)</source>
      <translation>Diese Fotos nicht mehr gruppieren: alle oder die ausgewählten (X)</translation>
    </message>
    <message>
      <source>Mark every photo in this group except the one to keep (A)</source>
      <translation>Alle Fotos dieser Gruppe außer dem zu behaltenden markieren (A)</translation>
    </message>
    <message>
      <source>Mark the copies, not edited versions, and go to the next group (Y)</source>
      <translation>Die Kopien markieren, bearbeitete Fassungen nicht, und zur nächsten Gruppe gehen (Y)</translation>
    </message>
    <message>
      <source>Mark the rest</source>
      <translation>Übrige markieren</translation>
    </message>
    <message>
      <source>Not duplicates</source>
      <translation>Keine Duplikate</translation>
    </message>
    <message>
      <source>Scanning your photos. You can keep working.</source>
      <translation>Ihre Fotos werden gescannt. Sie können weiterarbeiten.</translation>
    </message>
    <message>
      <source>Select a group to see its photos.</source>
      <translation>Wählen Sie eine Gruppe aus, um ihre Fotos zu sehen.</translation>
    </message>
    <message>
      <source>Show photo details (I)</source>
      <translation>Fotodetails anzeigen (I)</translation>
    </message>
    <message numerus="yes">
      <source>also similar to %Ln other groups</source>
      <translation>
        <numerusform>ähnelt auch %Ln anderen Gruppe</numerusform>
        <numerusform>ähnelt auch %Ln anderen Gruppen</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>Role</name>
    <message>
      <source>Excluded from every scan.</source>
      <translation>Wird nie gescannt.</translation>
    </message>
    <message>
      <source>Photos in it are always kept, never marked or deleted.</source>
      <translation>Fotos darin werden immer behalten, nie markiert oder gelöscht.</translation>
    </message>
    <message>
      <source>Photos in it can be marked and deleted.</source>
      <translation>Fotos darin können markiert und gelöscht werden.</translation>
    </message>
    <message>
      <source>excluded</source>
      <translation>ausgeschlossen</translation>
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
      <source>%Ln photos {groups} will be marked</source>
      <translation>
        <numerusform>%Ln Foto {groups} wird markiert</numerusform>
        <numerusform>%Ln Fotos {groups} werden markiert</numerusform>
      </translation>
    </message>
    <message>
      <source>All groups</source>
      <translation>Alle Gruppen</translation>
    </message>
    <message>
      <source>Also re-saved or resized copies</source>
      <translation>Auch neu gespeicherte oder skalierte Kopien</translation>
    </message>
    <message>
      <source>Any folder</source>
      <translation>Alle Ordner</translation>
    </message>
    <message>
      <source>Apply to</source>
      <translation>Anwenden auf</translation>
    </message>
    <message>
      <source>Auto-select</source>
      <translation>Auto-Auswahl</translation>
    </message>
    <message>
      <source>Auto-select never marks edited versions, other shots of a burst, or anything in a protected folder.</source>
      <translation>Die automatische Auswahl markiert nie bearbeitete Versionen, andere Aufnahmen einer Serie oder etwas in einem geschützten Ordner.</translation>
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
      <source>Folder</source>
      <translation>Ordner</translation>
    </message>
    <message>
      <source>Kept photo</source>
      <translation>Behaltenes Foto</translation>
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
      <source>Mark which copies</source>
      <translation>Welche Kopien markieren</translation>
    </message>
    <message>
      <source>More camera data</source>
      <translation>Mehr Kameradaten</translation>
    </message>
    <message>
      <source>More pixels</source>
      <translation>Mehr Pixel</translation>
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
      <source>Older file</source>
      <translation>Ältere Datei</translation>
    </message>
    <message>
      <source>Only file names matching</source>
      <translation>Nur Dateinamen wie</translation>
    </message>
    <message>
      <source>Only identical files or pixels</source>
      <translation>Nur identische Dateien oder Pixel</translation>
    </message>
    <message>
      <source>Only in folder</source>
      <translation>Nur im Ordner</translation>
    </message>
    <message>
      <source>Only mark photos in this folder</source>
      <translation>Nur Fotos in diesem Ordner markieren</translation>
    </message>
    <message>
      <source>Only mark photos with matching file names</source>
      <translation>Nur Fotos mit passenden Dateinamen markieren</translation>
    </message>
    <message>
      <source>Photo to mark</source>
      <translation>Zu markierendes Foto</translation>
    </message>
    <message>
      <source>Photos that will be marked</source>
      <translation>Fotos, die markiert werden</translation>
    </message>
    <message>
      <source>Prefer to keep photos with</source>
      <translation>Bevorzugt behalten werden Fotos mit</translation>
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
      <source>Reason</source>
      <translation>Grund</translation>
    </message>
    <message>
      <source>Selected</source>
      <translation>Ausgewählte</translation>
    </message>
    <message>
      <source>Simplest file name (no “copy” or “(1)”)</source>
      <translation>Einfachster Dateiname (ohne „Kopie“ oder „(1)“)</translation>
    </message>
    <message numerus="yes">
      <source>The photo to keep would change in %Ln groups</source>
      <translation>
        <numerusform>In %Ln Gruppe würde ein anderes Foto behalten</numerusform>
        <numerusform>In %Ln Gruppen würde ein anderes Foto behalten</numerusform>
      </translation>
    </message>
    <message>
      <source>This group</source>
      <translation>Diese Gruppe</translation>
    </message>
    <message>
      <source>Unedited original</source>
      <translation>Unbearbeitetes Original</translation>
    </message>
    <message>
      <source>all equally good</source>
      <translation>alle gleich gut</translation>
    </message>
    <message>
      <source>better format</source>
      <translation>besseres Format</translation>
    </message>
    <message>
      <source>chosen by you</source>
      <translation>von Ihnen gewählt</translation>
    </message>
    <message>
      <source>contains more</source>
      <translation>enthält mehr</translation>
    </message>
    <message>
      <source>e.g. *copy*</source>
      <translation>z. B. *Kopie*</translation>
    </message>
    <message>
      <source>from the camera</source>
      <translation>aus der Kamera</translation>
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
      <source>matches all the others</source>
      <translation>passt zu allen anderen</translation>
    </message>
    <message>
      <source>more camera data</source>
      <translation>mehr Kameradaten</translation>
    </message>
    <message>
      <source>more pixels</source>
      <translation>mehr Pixel</translation>
    </message>
    <message>
      <source>no border</source>
      <translation>ohne Rahmen</translation>
    </message>
    <message>
      <source>not a backup</source>
      <translation>keine Sicherungskopie</translation>
    </message>
    <message>
      <source>not cropped</source>
      <translation>nicht zugeschnitten</translation>
    </message>
    <message>
      <source>not damaged</source>
      <translation>nicht beschädigt</translation>
    </message>
    <message>
      <source>older file</source>
      <translation>ältere Datei</translation>
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
      <source>simplest file name</source>
      <translation>einfachster Dateiname</translation>
    </message>
    <message>
      <source>source of the others</source>
      <translation>Vorlage der anderen</translation>
    </message>
    <message>
      <source>unedited</source>
      <translation>unbearbeitet</translation>
    </message>
    <message>
      <source>{size} could be freed</source>
      <translation>{size} könnten frei werden</translation>
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
      <source>1 GB holds about 100,000 thumbnails; others are recreated when needed.</source>
      <translation>1 GB fasst etwa 100.000 Vorschaubilder; weitere werden bei Bedarf neu erstellt.</translation>
    </message>
    <message>
      <source>AI model</source>
      <translation>KI-Modell</translation>
    </message>
    <message>
      <source>APPEARANCE</source>
      <translation>DARSTELLUNG</translation>
    </message>
    <message>
      <source>All photos are read again. Folders, decisions and the deletion history stay.</source>
      <translation>Alle Fotos werden neu gelesen. Ordner, Entscheidungen und Löschverlauf bleiben.</translation>
    </message>
    <message>
      <source>Auto-select…</source>
      <translation>Auto-Auswahl …</translation>
    </message>
    <message>
      <source>Back</source>
      <translation>Zurück</translation>
    </message>
    <message>
      <source>Built-in model</source>
      <translation>Eingebautes Modell</translation>
    </message>
    <message>
      <source>CPU</source>
      <translation>CPU</translation>
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
      <source>Choose an AI model</source>
      <translation>KI-Modell wählen</translation>
    </message>
    <message>
      <source>Choose an AI model file</source>
      <translation>Datei eines KI-Modells wählen</translation>
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
      <source>Cosine</source>
      <translation>Kosinus</translation>
    </message>
    <message>
      <source>Dark</source>
      <translation>Dunkel</translation>
    </message>
    <message>
      <source>Disk space for thumbnails</source>
      <translation>Speicherplatz für Vorschaubilder</translation>
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
      <source>KEEPING</source>
      <translation>BEHALTEN</translation>
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
      <translation>Bibliotheksordner</translation>
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
      <source>No problems found.</source>
      <translation>Keine Probleme gefunden.</translation>
    </message>
    <message>
      <source>Number of photos to show</source>
      <translation>Anzahl der Fotos</translation>
    </message>
    <message>
      <source>Order of criteria and limits for automatic marking</source>
      <translation>Reihenfolge der Kriterien und Grenzen der automatischen Auswahl</translation>
    </message>
    <message>
      <source>Photos read at the same time, from the next scan.</source>
      <translation>So viele Fotos werden gleichzeitig gelesen, ab dem nächsten Scan.</translation>
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
      <source>Reset</source>
      <translation>Zurücksetzen</translation>
    </message>
    <message>
      <source>Run on</source>
      <translation>Ausführen auf</translation>
    </message>
    <message>
      <source>SCANNING</source>
      <translation>SCANNEN</translation>
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
      <source>Similarity measure</source>
      <translation>Ähnlichkeitsmaß</translation>
    </message>
    <message>
      <source>System</source>
      <translation>System</translation>
    </message>
    <message>
      <source>System default</source>
      <translation>Systemstandard</translation>
    </message>
    <message>
      <source>Takes effect after restart.</source>
      <translation>Gilt nach einem Neustart.</translation>
    </message>
    <message>
      <source>Theme</source>
      <translation>Design</translation>
    </message>
    <message>
      <source>Threads</source>
      <translation>Threads</translation>
    </message>
    <message>
      <source>Thumbnail size</source>
      <translation>Größe der Vorschaubilder</translation>
    </message>
    <message>
      <source>Unticked formats are ignored; your decisions about them are kept. RAW files next to a JPEG still move with it.</source>
      <translation>Nicht angehakte Formate werden ignoriert; Ihre Entscheidungen dazu bleiben erhalten. RAW-Dateien neben einem JPEG werden trotzdem mit ihm verschoben.</translation>
    </message>
    <message>
      <source>Use the built-in model</source>
      <translation>Das eingebaute Modell verwenden</translation>
    </message>
    <message>
      <source>Which photo to keep</source>
      <translation>Welches Foto behalten wird</translation>
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
      <source>other</source>
      <translation>andere</translation>
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
      <source>The last deletion was interrupted.</source>
      <translation>Die letzte Löschung wurde unterbrochen.</translation>
    </message>
    <message>
      <source>{name} is missing and was not found in the trash.</source>
      <translation>{name} fehlt und wurde im Papierkorb nicht gefunden.</translation>
    </message>
    <message>
      <source>{name} was moved to the folder.</source>
      <translation>{name} wurde in den Ordner verschoben.</translation>
    </message>
    <message>
      <source>{name} was moved to the trash.</source>
      <translation>{name} wurde in den Papierkorb verschoben.</translation>
    </message>
    <message>
      <source>{name} was not moved.</source>
      <translation>{name} wurde nicht verschoben.</translation>
    </message>
    <message>
      <source>{name} was not restored.</source>
      <translation>{name} wurde nicht wiederhergestellt.</translation>
    </message>
    <message>
      <source>{name} was only partly moved, so it was restored.</source>
      <translation>{name} wurde nur teilweise verschoben und deshalb wiederhergestellt.</translation>
    </message>
    <message>
      <source>{name} was only partly restored; undo again to retry.</source>
      <translation>{name} wurde nur teilweise wiederhergestellt; machen Sie es erneut rückgängig, um es noch einmal zu versuchen.</translation>
    </message>
    <message>
      <source>{name} was replaced with a link.</source>
      <translation>{name} wurde durch einen Link ersetzt.</translation>
    </message>
    <message>
      <source>{name} was restored.</source>
      <translation>{name} wurde wiederhergestellt.</translation>
    </message>
  </context>
  <context>
    <name>Shot</name>
    <message>
      <source>Comparing the shots…</source>
      <translation>Die Aufnahmen werden verglichen …</translation>
    </message>
    <message>
      <source>These photos belong together or can't be laid on one another.</source>
      <translation>Diese Fotos gehören zusammen oder lassen sich nicht aufeinanderlegen.</translation>
    </message>
    <message>
      <source>This compares shots of one moment. Open Bursts first.</source>
      <translation>Das vergleicht Aufnahmen eines Moments. Öffnen Sie zuerst Serienaufnahmen.</translation>
    </message>
    <message>
      <source>cut off</source>
      <translation>angeschnitten</translation>
    </message>
    <message>
      <source>highlights or shadows lost</source>
      <translation>Lichter oder Schatten verloren</translation>
    </message>
    <message>
      <source>less sharp</source>
      <translation>weniger scharf</translation>
    </message>
    <message>
      <source>motion blur</source>
      <translation>verwackelt</translation>
    </message>
    <message>
      <source>too bright</source>
      <translation>zu hell</translation>
    </message>
    <message>
      <source>too dark</source>
      <translation>zu dunkel</translation>
    </message>
    <message>
      <source>{name} looks best.</source>
      <translation>{name} sieht am besten aus.</translation>
    </message>
  </context>
  <context>
    <name>Sidebar</name>
    <message numerus="yes">
      <source>%Ln photos</source>
      <translation>
        <numerusform>%Ln Foto</numerusform>
        <numerusform>%Ln Fotos</numerusform>
      </translation>
    </message>
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
      <source>Bursts</source>
      <translation>Serienaufnahmen</translation>
    </message>
    <message>
      <source>Check a card</source>
      <translation>Karte prüfen</translation>
    </message>
    <message>
      <source>Deletion history</source>
      <translation>Löschverlauf</translation>
    </message>
    <message>
      <source>Duplicates</source>
      <translation>Duplikate</translation>
    </message>
    <message>
      <source>Excluded: never scanned</source>
      <translation>Ausgeschlossen: nie gescannt</translation>
    </message>
    <message>
      <source>FOLDERS</source>
      <translation>ORDNER</translation>
    </message>
    <message>
      <source>Folder pairs</source>
      <translation>Ordnerpaare</translation>
    </message>
    <message>
      <source>Folders</source>
      <translation>Ordner</translation>
    </message>
    <message>
      <source>Mark copies only in this folder…</source>
      <translation>Nur in diesem Ordner markieren …</translation>
    </message>
    <message>
      <source>Normal: photos can be marked</source>
      <translation>Normal: Fotos können markiert werden</translation>
    </message>
    <message>
      <source>Not duplicates</source>
      <translation>Keine Duplikate</translation>
    </message>
    <message>
      <source>Part of the folder above</source>
      <translation>Teil des Ordners darüber</translation>
    </message>
    <message>
      <source>Preferred: keep its photos among equals</source>
      <translation>Bevorzugt: bei Gleichstand hier behalten</translation>
    </message>
    <message>
      <source>Protected: never marked, always kept</source>
      <translation>Geschützt: nie markiert, immer behalten</translation>
    </message>
    <message>
      <source>REVIEW</source>
      <translation>PRÜFEN</translation>
    </message>
    <message numerus="yes">
      <source>Remove %Ln photos from library (files stay on disk)</source>
      <translation>
        <numerusform>Foto aus der Bibliothek entfernen (die Datei bleibt erhalten)</numerusform>
        <numerusform>%Ln Fotos aus der Bibliothek entfernen (die Dateien bleiben erhalten)</numerusform>
      </translation>
    </message>
    <message>
      <source>Remove folder from library (photos stay on disk)</source>
      <translation>Ordner aus der Bibliothek entfernen (die Fotos bleiben erhalten)</translation>
    </message>
    <message>
      <source>Rescan this folder</source>
      <translation>Diesen Ordner erneut scannen</translation>
    </message>
    <message>
      <source>Show in file manager</source>
      <translation>Im Dateimanager anzeigen</translation>
    </message>
    <message>
      <source>This folder can't be reached now.</source>
      <translation>Dieser Ordner ist gerade nicht erreichbar.</translation>
    </message>
    <message>
      <source>Unreadable files</source>
      <translation>Unlesbare Dateien</translation>
    </message>
    <message>
      <source>Where copies are equally good, the one in this folder is kept.</source>
      <translation>Sind Kopien gleich gut, bleibt die in diesem Ordner.</translation>
    </message>
    <message>
      <source>Your photos never leave this computer.</source>
      <translation>Ihre Fotos verlassen diesen Computer nie.</translation>
    </message>
    <message>
      <source>offline</source>
      <translation>nicht verbunden</translation>
    </message>
    <message>
      <source>preferred</source>
      <translation>bevorzugt</translation>
    </message>
    <message>
      <source>queued</source>
      <translation>wartet</translation>
    </message>
    <message>
      <source>scanning</source>
      <translation>wird gescannt</translation>
    </message>
  </context>
  <context>
    <name>Similar</name>
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
      <source>Choose an image</source>
      <translation>Bild wählen</translation>
    </message>
    <message>
      <source>Compare with search image</source>
      <translation>Mit dem Suchbild vergleichen</translation>
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
      <source>Find similar to this photo</source>
      <translation>Ähnliche zu diesem Foto finden</translation>
    </message>
    <message>
      <source>Folder to search</source>
      <translation>Zu durchsuchender Ordner</translation>
    </message>
    <message>
      <source>How many photos to show</source>
      <translation>Anzahl der Fotos</translation>
    </message>
    <message>
      <source>In</source>
      <translation>In</translation>
    </message>
    <message>
      <source>Looks alike</source>
      <translation>Sieht ähnlich aus</translation>
    </message>
    <message>
      <source>Most similar photos</source>
      <translation>Ähnlichste Fotos</translation>
    </message>
    <message>
      <source>No image yet</source>
      <translation>Noch kein Bild</translation>
    </message>
    <message>
      <source>Nothing selected</source>
      <translation>Nichts ausgewählt</translation>
    </message>
    <message>
      <source>Open an image, or drop or paste one anywhere here.</source>
      <translation>Öffnen Sie ein Bild, oder ziehen oder fügen Sie eines hier ein.</translation>
    </message>
    <message>
      <source>Open image…</source>
      <translation>Bild öffnen …</translation>
    </message>
    <message>
      <source>Photos found, most similar first</source>
      <translation>Gefundene Fotos, ähnlichste zuerst</translation>
    </message>
    <message>
      <source>SEARCH IMAGE</source>
      <translation>SUCHBILD</translation>
    </message>
    <message>
      <source>Search image</source>
      <translation>Suchbild</translation>
    </message>
    <message>
      <source>Searching…</source>
      <translation>Suche läuft …</translation>
    </message>
    <message>
      <source>Select all above {share}</source>
      <translation>Alle über {share} auswählen</translation>
    </message>
    <message>
      <source>Show</source>
      <translation>Anzeigen</translation>
    </message>
    <message>
      <source>Show in folder</source>
      <translation>Im Ordner anzeigen</translation>
    </message>
    <message>
      <source>Similarity measure</source>
      <translation>Ähnlichkeitsmaß</translation>
    </message>
    <message numerus="yes">
      <source>Top %Ln</source>
      <translation>
        <numerusform>Bestes %Ln</numerusform>
        <numerusform>Beste %Ln</numerusform>
      </translation>
    </message>
    <message>
      <source>Your library is empty. Add a folder first.</source>
      <translation>Ihre Bibliothek ist leer. Fügen Sie zuerst einen Ordner hinzu.</translation>
    </message>
    <message>
      <source>Yours already</source>
      <translation>Schon in Ihrer Bibliothek</translation>
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
      <source>identical</source>
      <translation>identisch</translation>
    </message>
    <message>
      <source>in {ms} ms</source>
      <translation>in {ms} ms</translation>
    </message>
    <message>
      <source>looks alike</source>
      <translation>sieht ähnlich aus</translation>
    </message>
    <message>
      <source>not in your library</source>
      <translation>nicht in Ihrer Bibliothek</translation>
    </message>
    <message>
      <source>or drop or paste one anywhere</source>
      <translation>oder irgendwo eines hineinziehen oder einfügen</translation>
    </message>
    <message>
      <source>the same moment</source>
      <translation>derselbe Moment</translation>
    </message>
    <message>
      <source>the same picture</source>
      <translation>dasselbe Bild</translation>
    </message>
    <message>
      <source>the same picture or moment</source>
      <translation>dasselbe Bild oder derselbe Moment</translation>
    </message>
    <message>
      <source>the same picture, cropped</source>
      <translation>dasselbe Bild, zugeschnitten</translation>
    </message>
    <message>
      <source>the same picture, edited</source>
      <translation>dasselbe Bild, bearbeitet</translation>
    </message>
  </context>
  <context>
    <name>Slider</name>
    <message numerus="yes">
      <source>About %Ln of these groups may be wrong</source>
      <translation>
        <numerusform>Etwa %Ln dieser Gruppen könnte falsch sein</numerusform>
        <numerusform>Etwa %Ln dieser Gruppen könnten falsch sein</numerusform>
      </translation>
    </message>
    <message>
      <source>Also cropped, rotated, mirrored and colour-adjusted versions, and ones with a border or text added.</source>
      <translation>Auch zugeschnittene, gedrehte, gespiegelte und farblich angepasste Versionen sowie solche mit Rahmen oder Text.</translation>
    </message>
    <message>
      <source>Also photos that are merely similar. Look closely before you mark any.</source>
      <translation>Auch Fotos, die sich nur ähneln. Sehen Sie genau hin, bevor Sie markieren.</translation>
    </message>
    <message>
      <source>Also the same shot, re-saved or resized.</source>
      <translation>Auch dieselbe Aufnahme, neu gespeichert oder in anderer Größe.</translation>
    </message>
    <message>
      <source>Byte-for-byte checked: no false matches</source>
      <translation>Byte für Byte geprüft: keine falschen Treffer</translation>
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
      <source>Likely mistakes: fewer than 1 group</source>
      <translation>Wahrscheinliche Fehler: weniger als 1 Gruppe</translation>
    </message>
    <message>
      <source>Match level</source>
      <translation>Übereinstimmungsstufe</translation>
    </message>
    <message>
      <source>Only files with the same bytes or the same pixels.</source>
      <translation>Nur Dateien mit denselben Bytes oder Pixeln.</translation>
    </message>
    <message>
      <source>Same photo</source>
      <translation>Gleiches Foto</translation>
    </message>
    <message>
      <source>Similar</source>
      <translation>Ähnlich</translation>
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
      <source>{name}, {share} similar</source>
      <translation>{name}, {share} ähnlich</translation>
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
    <name>Start</name>
    <message>
      <source>On Debian or Ubuntu: sudo apt install {package}.</source>
      <translation>Unter Debian oder Ubuntu: sudo apt install {package}.</translation>
    </message>
    <message>
      <source>Opens the window. “simgui --help” lists what works without one.</source>
      <translation>Öffnet das Fenster. „simgui --help“ zeigt, was ohne Fenster geht.</translation>
    </message>
    <message>
      <source>The command line works without a window: simgui scan FOLDER.</source>
      <translation>Die Befehlszeile braucht kein Fenster: simgui scan ORDNER.</translation>
    </message>
    <message>
      <source>The display {name} doesn't answer, so no window can open.</source>
      <translation>Die Anzeige {name} antwortet nicht, deshalb kann sich kein Fenster öffnen.</translation>
    </message>
    <message>
      <source>The system library {library} is missing, so no window can open.</source>
      <translation>Die Systembibliothek {library} fehlt, deshalb kann sich kein Fenster öffnen.</translation>
    </message>
    <message>
      <source>There is no display here, so no window can open.</source>
      <translation>Hier gibt es keine Anzeige, deshalb kann sich kein Fenster öffnen.</translation>
    </message>
    <message>
      <source>folders or photos to scan</source>
      <translation>Ordner oder Fotos, die durchsucht werden</translation>
    </message>
    <message>
      <source>keep the library in this folder</source>
      <translation>die Bibliothek in diesem Ordner führen</translation>
    </message>
    <message>
      <source>simgui's window can't be loaded: {reason}.</source>
      <translation>Das Fenster von simgui lässt sich nicht laden: {reason}.</translation>
    </message>
    <message>
      <source>there is no option {option}; see simgui --help</source>
      <translation>es gibt keine Option {option}; siehe simgui --help</translation>
    </message>
    <message>
      <source>“{name}” is not a command, and there is no folder or photo with this name; see simgui --help</source>
      <translation>„{name}“ ist kein Befehl, und es gibt keinen Ordner und kein Foto mit diesem Namen; siehe simgui --help</translation>
    </message>
  </context>
  <context>
    <name>Terminal</name>
    <message numerus="yes">
      <source>%Ln copies</source>
      <translation>
        <numerusform>%Ln Kopie</numerusform>
        <numerusform>%Ln Kopien</numerusform>
      </translation>
    </message>
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
    <message numerus="yes">
      <source>and %Ln more unreadable files</source>
      <translation>
        <numerusform>und %Ln weitere unlesbare Datei</numerusform>
        <numerusform>und %Ln weitere unlesbare Dateien</numerusform>
      </translation>
    </message>
    <message>
      <source>distance</source>
      <translation>Abstand</translation>
    </message>
    <message>
      <source>interrupted; the next run resumes from here</source>
      <translation>unterbrochen; der nächste Lauf macht hier weiter</translation>
    </message>
    <message>
      <source>keep</source>
      <translation>behalten</translation>
    </message>
    <message>
      <source>photo</source>
      <translation>Foto</translation>
    </message>
    <message>
      <source>rank</source>
      <translation>Rang</translation>
    </message>
    <message>
      <source>similarity</source>
      <translation>Ähnlichkeit</translation>
    </message>
    <message>
      <source>{size} could be freed</source>
      <translation>{size} könnten frei werden</translation>
    </message>
  </context>
  <context>
    <name>Tier</name>
    <message>
      <source>Every pixel is the same; only the metadata or the file format differs.</source>
      <translation>Alle Pixel sind gleich; nur Metadaten oder Dateiformat unterscheiden sich.</translation>
    </message>
    <message>
      <source>Other shots of the same moment. They are never marked automatically.</source>
      <translation>Andere Aufnahmen desselben Moments. Sie werden nie automatisch markiert.</translation>
    </message>
    <message>
      <source>Similar photos. They are never marked automatically.</source>
      <translation>Ähnliche Fotos. Sie werden nie automatisch markiert.</translation>
    </message>
    <message>
      <source>The files are identical, byte for byte.</source>
      <translation>Die Dateien sind identisch, Byte für Byte.</translation>
    </message>
    <message>
      <source>The same shot, re-saved or resized.</source>
      <translation>Dieselbe Aufnahme, neu gespeichert oder in anderer Größe.</translation>
    </message>
    <message>
      <source>The same shot: cropped, rotated, mirrored, colour-adjusted, or with a border or text added.</source>
      <translation>Dieselbe Aufnahme: zugeschnitten, gedreht, gespiegelt, farblich angepasst oder mit Rahmen oder Text.</translation>
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
    <message>
      <source>similar</source>
      <translation>ähnlich</translation>
    </message>
  </context>
  <context>
    <name>TopBar</name>
    <message>
      <source>Add folder</source>
      <translation>Ordner hinzufügen</translation>
    </message>
    <message>
      <source>Auto-select…</source>
      <translation>Auto-Auswahl …</translation>
    </message>
    <message>
      <source>Back</source>
      <translation>Zurück</translation>
    </message>
    <message>
      <source>Choose a folder of photos to scan (Ctrl+O)</source>
      <translation>Ordner mit Fotos zum Scannen wählen (Strg+O)</translation>
    </message>
    <message>
      <source>Find photos similar to an image (Ctrl+F)</source>
      <translation>Fotos finden, die einem Bild ähneln (Strg+F)</translation>
    </message>
    <message>
      <source>Find similar…</source>
      <translation>Ähnliche finden …</translation>
    </message>
    <message>
      <source>Mark duplicates automatically, with a preview (Ctrl+R)</source>
      <translation>Duplikate automatisch markieren, mit Vorschau (Strg+R)</translation>
    </message>
    <message>
      <source>Settings (Ctrl+,)</source>
      <translation>Einstellungen (Strg+,)</translation>
    </message>
  </context>
  <context>
    <name>Undo</name>
    <message numerus="yes">
      <source>accept %Ln groups</source>
      <translation>
        <numerusform>%Ln Gruppe annehmen</numerusform>
        <numerusform>%Ln Gruppen annehmen</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>auto-select %Ln photos</source>
      <translation>
        <numerusform>ein Foto automatisch auswählen</numerusform>
        <numerusform>%Ln Fotos automatisch auswählen</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>copy %Ln files</source>
      <translation>
        <numerusform>%Ln Datei kopieren</numerusform>
        <numerusform>%Ln Dateien kopieren</numerusform>
      </translation>
    </message>
    <message>
      <source>group photos again</source>
      <translation>Fotos wieder gruppieren</translation>
    </message>
    <message>
      <source>keep a photo and accept the rest</source>
      <translation>ein Foto behalten und den Rest übernehmen</translation>
    </message>
    <message>
      <source>keep another photo</source>
      <translation>ein anderes Foto behalten</translation>
    </message>
    <message>
      <source>keep one photo and mark the rest</source>
      <translation>ein Foto behalten, die übrigen markieren</translation>
    </message>
    <message numerus="yes">
      <source>mark %Ln photos</source>
      <translation>
        <numerusform>ein Foto markieren</numerusform>
        <numerusform>%Ln Fotos markieren</numerusform>
      </translation>
    </message>
    <message>
      <source>mark as not reviewed</source>
      <translation>als nicht geprüft kennzeichnen</translation>
    </message>
    <message>
      <source>mark as reviewed</source>
      <translation>als geprüft kennzeichnen</translation>
    </message>
    <message numerus="yes">
      <source>move %Ln photos to a folder</source>
      <translation>
        <numerusform>%Ln Foto in einen Ordner verschieben</numerusform>
        <numerusform>%Ln Fotos in einen Ordner verschieben</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>move %Ln photos to the trash</source>
      <translation>
        <numerusform>ein Foto in den Papierkorb verschieben</numerusform>
        <numerusform>%Ln Fotos in den Papierkorb verschieben</numerusform>
      </translation>
    </message>
    <message>
      <source>not duplicates</source>
      <translation>keine Duplikate</translation>
    </message>
    <message numerus="yes">
      <source>replace %Ln photos with links</source>
      <translation>
        <numerusform>%Ln Foto durch einen Link ersetzen</numerusform>
        <numerusform>%Ln Fotos durch Links ersetzen</numerusform>
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
      <source>Every photo could be read.</source>
      <translation>Alle Fotos konnten gelesen werden.</translation>
    </message>
    <message>
      <source>Folder</source>
      <translation>Ordner</translation>
    </message>
    <message>
      <source>Name</source>
      <translation>Name</translation>
    </message>
    <message>
      <source>Reason</source>
      <translation>Grund</translation>
    </message>
    <message>
      <source>Rescan the folders</source>
      <translation>Die Ordner erneut scannen</translation>
    </message>
    <message>
      <source>Show in file manager</source>
      <translation>Im Dateimanager anzeigen</translation>
    </message>
    <message>
      <source>They stay as they are and are never deleted.</source>
      <translation>Sie bleiben unverändert und werden nie gelöscht.</translation>
    </message>
    <message>
      <source>Try again</source>
      <translation>Erneut versuchen</translation>
    </message>
    <message>
      <source>Unreadable files</source>
      <translation>Unlesbare Dateien</translation>
    </message>
  </context>
  <context>
    <name>Warning</name>
    <message>
      <source>frees no space: the file also exists under another name</source>
      <translation>gibt keinen Platz frei: Die Datei existiert auch unter anderem Namen</translation>
    </message>
    <message>
      <source>the only Live Photo video belongs to it</source>
      <translation>zu ihm gehört das einzige Live-Photo-Video</translation>
    </message>
    <message>
      <source>the only RAW file belongs to it</source>
      <translation>zu ihm gehört die einzige RAW-Datei</translation>
    </message>
    <message>
      <source>the only side-car file belongs to it</source>
      <translation>zu ihm gehört die einzige Begleitdatei</translation>
    </message>
    <message>
      <source>the only sound recording belongs to it</source>
      <translation>zu ihm gehört die einzige Tonaufnahme</translation>
    </message>
  </context>
</TS>
