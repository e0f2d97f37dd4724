### What the server says to data stewards: files brought in, layers removed.

steward-store-busy = Another program is writing to the store and has not finished. End the editing there (QGIS, ogr2ogr), then try again; nothing was imported.
steward-store-failed = The store could not be read or written; nothing was imported. Try again; if it fails again, whoever looks after the server finds the reason in its log.
problem-database-role = Nothing was saved: the database does not let the server's user do that. To import and to remove layers that user needs the role diaban_owner. Whoever looks after the server finds PostgreSQL's own words in its log.
layer-of-subject = Layer “{ $layer }” is a table of “{ $subject }”: that subject's data rests on it, so it cannot be removed.
layer-referred = Layer “{ $layer }” cannot be removed: field “{ $field }” of layer “{ $by }” refers to it. Remove “{ $by }” first if that is meant.
cli-kind-guessed = Layer “{ $layer }” is taken for { $kind }, by its name and the file's. To say otherwise: --kind, of plain features --kind feature.
layer-names-others = Layer “{ $layer }” was not removed: { $names ->
    [wards] pages of parcels, extracts and the search take names of wards from it, and plans are held against the boundaries in it
   *[others] the search finds names in it
}. If it is to go even so, say it once more (on the desk; even_so=true in the address; --even-so on the command line).
api-parameter-even-so = true: removes it although others find names in it
cli-layer-removed = Layer “{ $layer }” is removed (commit { $revision }). What it held can still be read as of earlier commits.
help-layer-remove = Removes a layer that nothing else rests on; its past stays in the store
help-layer-even-so = Remove it although others find names in it
api-desk-layer-remove = Removes a layer and what imports set aside of it, in one commit with its line in the audit log; 409 and what rests on it, if something does (for administrators)
api-answer-layer-removed = Removed; Diaban-Revision names the commit
api-summaries = What values the fields have that classes are drawn by, of all layers the reader sees, or the fields named (of): each as its own summary tells it
api-answer-summaries = A summary a field
api-parameter-summaries-of = layer/field; may be given several times
problem-summaries-many = At most { $most } fields are told in one answer. Ask for the others in another one.
