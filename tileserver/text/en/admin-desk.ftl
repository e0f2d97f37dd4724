### The steward's desk: what is wrong at its field, powers in words, a file of which nothing can be brought in, layers removed.

## People.
web-admin-name-hint = Small letters a–z, digits and . _ @ -, for example: minh.tran
web-admin-name-missing = Type a user name.
web-admin-name-unfit = “{ $name }” cannot be a user name. Write it in small letters without marks or spaces, for example: minh.tran
web-admin-password-short = A password needs at least { NUMBER($least) } characters; this has { NUMBER($typed) }. A few words together are easy to remember.
web-admin-may-planning-draft = Makes and changes plans in preparation, submits them, answers comments.
web-admin-may-planning-appraise = Appraises plans that were submitted; answers comments and sees how their authors can be reached.
web-admin-may-planning-approve = Approves plans that were appraised and records number and day of the decision.
web-admin-may-planning-publish = Shows approved plans to everybody, and ends plans that are in force.
web-admin-may-network-operate = Records valves and devices as open or closed; begins and ends shutdowns.
web-admin-may-network-read-meters = Makes reading rounds and sends readings of meters.
web-admin-zone-said = Times are by the clock of this device ({ $zone }).
## A file on its way when somebody signs out.
web-admin-sending-leave = Sign out before the file has arrived?
web-admin-sending-leave-what = { $name } is being sent. Signing out stops that, and it has to be sent again from the beginning; the store does not change.
web-admin-sending-leave-yes = Stop and sign out
web-admin-sending-lost = The session ended before { $name } had arrived; sending was stopped. Sign in and send the file again.
## The name of a feature.
web-admin-name-field = Name on the map
web-admin-name-found = Recognised by itself
web-admin-name-of = Recognised by itself: field { $field }
web-admin-name-none = None recognised – choose
web-admin-name-why = This field heads the card of a feature and is found by searching.
web-admin-name-later = After the check the page says by which field features are called, and lets you choose another.
web-admin-will-name = On the map features are called by the field { $field }.
web-admin-will-nameless = No field for names was recognised: on the map features are called by their layer and a number only. Press “Change the plan” to choose a field.
## A file of which nothing can be brought in.
web-admin-state-barren = Checked: nothing to import
web-admin-barren-empty = The file has no records
web-admin-barren-refused = { $count ->
        [one] The only record could not be taken
       *[other] None of { NUMBER($count) } records could be taken
    }
web-admin-barren-export = Look in the program it came from whether it has features, and export it again: often a filter or an empty selection was on.
web-admin-barren-other-layer = The file has { NUMBER($count) } layers; { $layer } was read. If that is not the one you want, press “Change the plan” and choose another.
web-admin-barren-findings = Read the findings below: each record has its reason and its remedy.
web-admin-barren-plan = If the reference system or the encoding is wrong, press “Change the plan”, choose again and check once more.
web-admin-barren-source = If the data is at fault, mend it in the program it came from, export it and send the new file.
web-admin-another-file = Send another file
web-admin-map-frame = The dashed frame is the extent of the file.
web-admin-map-layer = The layer { $layer } is drawn as it is in the store.
web-admin-map-shapes = The strong lines are the shapes of the file as it was sent, nothing mended yet.
web-admin-map-later = The shapes of the file are drawn here once it is imported.
## Layers removed.
web-admin-remove-layer = Remove the layer { $layer }
web-admin-remove-layer-ask = Remove the layer { $layer }?
web-admin-remove-layer-what = It has { $count ->
        [one] one feature
       *[other] { NUMBER($count) } features
    }, now seen by staff only. Once removed it is gone from the map, from searching and from downloads. If other data rests on this layer, it stays as it is and the page says what that is.
web-admin-remove-layer-shown = It has { $count ->
        [one] one feature
       *[other] { NUMBER($count) } features
    } and is public. Once removed nobody sees it on the map, in searching or in open data. If other data rests on this layer, it stays as it is and the page says what that is.
web-admin-remove-layer-yes = { $count ->
        [one] Remove one feature
       *[other] Remove { NUMBER($count) } features
    }
web-admin-layer-removed = The layer { $layer } was removed ({ $count ->
        [one] one feature
       *[other] { NUMBER($count) } features
    }).
## The log.
web-admin-log-feature = { $layer }, feature { $feature }
web-admin-log-file = { $file } – { $mode }
