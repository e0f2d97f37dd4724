### Zones that become a plan: diaban import --plan.

help-import-plan = TOML file that says which plan these zones are: it goes into the plan register instead of a layer of its own
usage-plan-unfit = { $option } does not go with --plan in that way. A plan is of zones (--kind zone), and is new (--mode create) or a new version (--mode replace); its state says who sees it.

plan-file-no-toml = { $path } is no TOML: { $problem }. Correct the file and import again.
plan-file-key-unknown = { $path } has a key “{ $key }” that means nothing here. Did you mean { $near }? Correct or remove that line and import again.
plan-file-key-missing = { $path } lacks { $key }. Add a line for each, key = …, and import again.
plan-file-unfit = { $path }: { $key } must be { $wanted ->
    [day] a day, like 2026-03-02
    [flag] true or false
    [number] a whole number
    [files] a table of names and files: [documents], a line each like "Decision" = "decision.pdf", or = {"{"} file = "decision.pdf", kind = "decision", number = "12/QĐ-UBND", date = 2024-03-01, issuer = "UBND tỉnh", pages = 3 {"}"}
   *[text] a short text in quotes without control characters
}. Correct it and import again.
plan-file-unfit-file = { $path }: the file “{ $file }” is not taken: { $problem ->
    [astray] it must lie in the folder of { $path }, named by a relative path without “..” and without links that lead out of it
    [no-file] it is no regular file
    [empty] it is empty
   *[too-large] it is larger than { $megabytes } MB
}. Correct it and import again.
plan-file-word = { $path }: { $key } cannot be “{ $word }”. Use one of these words: { $words }.
plan-file-day-ahead = { $path }: { $key } is { $day }, a day that is yet to come. Correct it, or remove the line published to import a draft.
plan-file-days = { $path }: { $first } must not come after { $then }. Correct one of them and import again.

plan-import-nothing = Nothing was written to the store.
plan-import-dry-run = Dry run: the plan “{ $code }” ({ $name }) would have { NUMBER($zones) } zones. Nothing was written.
plan-import-drafted = The plan “{ $code }” ({ $name }) is in the register as number { $id }, a draft of { NUMBER($zones) } zones (revision { $revision }). Nobody outside sees it yet.
plan-import-published = The plan “{ $code }” ({ $name }) is in the register as number { $id }, published with { NUMBER($zones) } zones (revision { $revision }).
plan-import-reason = Imported from { $files }.
plan-import-lacks = The plan was published though it lacks:{ $zones ->
    [missing] {" "}zones;
   *[there] {""}
}{ $boundary ->
    [missing] {" "}its boundary (boundary);
   *[there] {""}
}{ $documents ->
    [missing] {" "}drawings, texts, the decision (documents);
   *[there] {""}
}{ $issuer ->
    [missing] {" "}the authority that decided (issuer);
   *[there] {""}
} the reason stands in the log. Name them in the plan’s file for its next version.
plan-import-file = A file of the plan: { $file } ({ NUMBER($kilobytes) } kB), “{ $name }”. It is public once the plan is.
plan-import-replaces = The plan { $id } is replaced from { $day } on; its zones stay as they were, to be looked up.
plan-import-discards = The draft { $id } of the same code is discarded: it is not shown any more, and the log keeps it.
plan-import-no-function = { NUMBER($count) } zones say no function and are kept so. Check the field named in function_field.
plan-import-decision-waits = Number and day of the decision of a draft are not kept: give them when you publish it (the step enter at /apps/plans).

plan-import-no-field = The zones have no field “{ $field }”, which { $key } names.{ $is_near ->
    [some] {" "}Did you mean “{ $near }”?
   *[none] {""}
} Fields of the file: { $fields }. Correct { $key } and import again.
plan-import-no-zones = No zone could be loaded, so there is no plan. See the report above, correct the file and import again.
plan-import-no-area = { NUMBER($count) } records are no areas. Zones must be areas: remove points and lines from the file, or choose another layer by --source-layer.
plan-import-too-many = The file has more than { NUMBER($most) } zones. Make several plans of it.
plan-import-put-aside = { NUMBER($count) } records could not be loaded (see the report above), so the plan lacks zones and is not published. Correct the file and import again, or remove the line published to import a draft.
plan-import-boundary = { $path } must hold one area, the boundary of the plan, and { NUMBER($count) } could be loaded. Join them to one and import again.
plan-import-other-crs = The zones are in { $found }, the store uses { $register }. Nothing is converted unasked: convert the file to { $register } (ogr2ogr -t_srs { $register } …), or name the right system by --crs if the file is wrong, and import again.
plan-import-no-grid = The zones are in { $crs }, which is no grid, so that areas are unknown. Convert the file to the VN-2000 system of the province and import again.
plan-import-code-there = There is a plan “{ $code }” in the register already ({ plan-state }). Add --mode replace to import a new version that replaces it (--mode create only takes a code that is not there), or name another code.
plan-import-under-way = The plan “{ $code }” is { plan-state }, so there can be no new version yet. Give it back (the step return at /apps/plans) and import again.
plan-import-no-commune = No commune of the store has the code “{ $commune }”. Correct commune, or remove the line for a plan over several communes.
plan-import-no-issuer = This plan replaces one that is in force, so it needs issuer: the authority that decided. Add that line and import again.
plan-import-only-drafted = The plan is in the register as draft { $id } and could not be published. Import it again with --mode replace, or publish it at /apps/plans.
plan-import-lost = The plan { $id } was written and then removed by another program. Import it again.
plan-import-no-table = The register of the store has no table { $table }. Open the store with a newer version of the program and import again.

finding-zone-without-sign-reason = A zone has no sign (sign_field).
finding-zone-without-sign-remedy = It is part of the plan, but cannot be found by its sign. Complete it at the source and import again.
finding-zone-without-function-reason = A zone says no function (function_field).
finding-zone-without-function-remedy = It is part of the plan and shown as one whose function is not known. Complete it at the source and import again.
finding-indicator-unreadable-reason = An indicator cannot be read as bounds, or its value cannot be.
finding-indicator-unreadable-remedy = Its text is kept and shown, but no building is checked by it. Compare it with the decision, and correct it at the source if it is wrong.
finding-zones-overlap-reason = Zones lie on one another, though exclusive = true says that they do not.
finding-zones-overlap-remedy = What they share counts for both. Let them share one border, or delete the one drawn twice; if the plan has layers on purpose, remove the line exclusive.
