### The steward's desk: files brought into the store, people who may sign in, how the server is.

api-imports = The files that were sent to be imported, newest first, and how each stands (for administrators)
api-import-receive = Sends a file that is to be imported; nothing is read of it yet (for administrators)
api-import = One file and how its import stands: state, progress, plan, report (for administrators)
api-import-check = Has a file checked by a plan, as diaban import --dry-run does; nothing is written (for administrators)
api-import-confirm = Has a file brought into the store as it was in the check that is named; 409 if it was not checked, was checked again, or the layer has changed since (for administrators)
api-import-forget = Stops what is done with a file, and forgets it; nothing half is left in the store (for administrators)
api-import-findings = What was found in a file, page by page (for administrators)
api-import-finding-points = Findings that have a place, as points of a map (for administrators)
api-answer-imports = The files, newest first
api-answer-import = The file and how its import stands
api-answer-import-received = The file as it was received; its address is in Location
api-answer-import-asked = It is done as soon as it is its turn; ask for the file again to see how far it is
api-answer-import-forgotten = It is forgotten
api-answer-import-findings = A page of findings, and how many there are
api-parameter-import = the id of the import
api-parameter-import-name = the name of the file, as reports repeat it
api-parameter-findings-limit = how many findings stand on a page
api-parameter-findings-offset = how many findings stand on the pages before
problem-import-not-found = There is no import { $import }. It may have been forgotten: files are kept for a week, and until the server is restarted.
problem-import-under-way = This file waits for its turn or is being worked on. Wait until that is over, or remove it.
problem-import-done = This file has been imported already. Send it again to import it once more.
problem-import-unchecked = Check the file first; what was checked is what is imported.
problem-import-checked-anew = This file was checked again meanwhile, perhaps otherwise. Look at the new result, then confirm.
problem-import-publishing = This file is being published and cannot be stopped any more. Wait some seconds.
problem-import-full = { NUMBER($most) } files wait here already. Remove some of them, then send this one again.
problem-import-no-room = There is no room for this file beside those that wait. Remove some of them, then send it again, or ask for a higher [limits] import_mb.
problem-import-too-large = A file to be imported has { NUMBER($limit) } MB at most. Send it packed (.zip, .gz) or in parts, or raise [limits] import_mb.
problem-import-name = Say what the file is called: ?name=…
problem-import-empty = The file { $name } is empty. Choose it again, then send it once more.
problem-import-fields = At most { NUMBER($most) } fields can be named.
problem-import-word = Member { $field } cannot be “{ $word }”.
problem-import-key-missing = An update needs the field by which records are known: send key.
problem-import-key-unused = Only an update (mode: update) needs key. Leave it out, or choose update.
problem-import-name-field-unused = A field for names (name_field) can only be chosen when a layer is made or replaced. Leave name_field out.
steward-import-altered = Somebody has changed layer { $layer } since the file was checked. Check it again.
steward-import-failed = This file could not be imported
api-users = Who may sign in, the roles there are, and the permissions something asks for (for administrators)
api-user-add = Takes a person in with a first password (for administrators)
api-user-remove = Removes a person; their sessions and tokens end (for administrators)
api-user-permissions = All permissions a person is to hold, in place of those they hold (for administrators)
api-user-sign-out = Ends the sessions of a person; tokens of programs go on (for administrators)
api-answer-users = The people, in order of name
api-answer-user = The person as they are now
api-answer-user-removed = They are removed
api-answer-user-signed-out = Their sessions have ended
api-parameter-user = the name a person signs in with
api-desk = How the server is and what it holds: commit, store, requests, memory, all layers with their fields, warnings (for administrators)
api-desk-log = Who did what: the last lines of the audit log, newest first (for administrators)
api-answer-desk = How the server is
api-answer-desk-log = The lines, newest first
api-parameter-log-limit = how many lines are told
problem-user-role = There is no role “{ $name }”; roles are viewer, editor, admin.
problem-user-permission = “{ $name }” is no permission. One is written as subject.power, or subject.power@commune.
problem-user-oneself = You cannot remove yourself. Ask another administrator to do it.
desk-behind = The store has not been reachable for { NUMBER($seconds) } seconds; what is shown is as old.
desk-model-failed = { $model } could not be made of the newest data; the log says why.
desk-deed = { $deed ->
    [sign-in] Signed in
    [sign-in-failed] Failed to sign in
    [sign-in-limited] Tried to sign in too often
    [sign-out] Signed out
    [tokens-limited] Showed unknown tokens too often
    [user-added] Took a person in
    [user-removed] Removed a person
    [token-issued] Issued a token
    [feature-created] Created a feature
    [feature-changed] Changed a feature
    [feature-deleted] Deleted a feature
    [grants-changed] Changed permissions
    [subject-written] Wrote through a subject
    [password-changed] Changed a password
    [sessions-ended] Ended sessions
    [private-read] Read fields that are not public
    [asset-put] Sent a file
    [layer-published] Published a layer
    [layer-hidden] Hid a layer
    [second-factor-set] Set a second factor
    [second-factor-removed] Removed a second factor
    [code-asked] Was asked for a code
    [layer-imported] Imported a file
    [layer-removed] Removed a layer
   *[other] { $deed }
 }
desk-remedy-crs = Choose the reference system the coordinates are in, then check again. If the file states another one that is wrong, tick that yours goes before it.
desk-remedy-source-layer = Choose the layer of the file that is meant, then check again.
desk-remedy-encoding = Choose the encoding by which the names read right, then check again.
desk-remedy-mode = Choose another way to import (create, replace, append, update) or another layer, then check again.
desk-remedy-key = Choose a field of the layer that is different for every record, then check again.
desk-remedy-private-fields = Choose other fields for staff only, or replace the whole layer, then check again.
desk-remedy-unpublished = This layer is public; hide it first, or do not ask for it to be unpublished, then check again.
