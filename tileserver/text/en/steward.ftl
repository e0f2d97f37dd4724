### What the server says to data stewards: files brought in, layers removed.

steward-store-busy = Another program is writing to the store and does not let go. End the editing there (QGIS, ogr2ogr), then try again; nothing was imported.
steward-store-failed = The store could not be read or written; nothing was imported. Try again; if it stays, whoever looks after the server finds the reason in its log.
layer-of-subject = Layer “{ $layer }” is a table of “{ $subject }”: that subject's data rests on it, so it cannot be removed.
layer-referred = Layer “{ $layer }” cannot be removed: field “{ $field }” of layer “{ $by }” refers to it. Remove “{ $by }” first if that is meant.
