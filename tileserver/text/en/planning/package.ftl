### The exchange package of a plan (Circular 16/2025/TT-BXD): what is wrong with one, and what to do about it.

## Folders, files, classes
package-gis-folder-missing-reason = There is no folder HoSoGIS.
package-gis-folder-missing-remedy = Put the four databases QuyHoach, HienTrang, NenDiaHinh and MocGioi into the folder HoSoGIS of the package CSDL_<TenDoAn>.
package-database-missing-reason = The database { $database } is missing.
package-database-missing-remedy = Add HoSoGIS/{ $database }.gpkg (or .gdb) with the classes of annex II of Circular 16/2025/TT-BXD.
package-database-unreadable-reason = The database cannot be read: { $problem ->
    [damaged] the file is damaged or cut short
    [busy] another program is writing to it
    [table] a table is not as the file's catalogue says
   *[unreadable] it is no GeoPackage, or cannot be opened
}.
package-database-unreadable-remedy = Try to open it in QGIS; if that fails, export the file again and copy it whole.
package-gdb-unconverted-reason = The .gdb database cannot be read: { $problem ->
    [no-program] GDAL (the command ogr2ogr) is not installed here
    [too-long] the conversion took too long and was stopped
   *[failed] GDAL cannot open this folder
}.
package-gdb-unconverted-remedy = { $problem ->
    [no-program] Install GDAL, or hand in the database as a GeoPackage (.gpkg).
   *[other] See that the .gdb folder has all its files, or export it as a GeoPackage (.gpkg) and hand it in again.
}
package-database-twice-reason = There are two copies of the database { $database } (.gpkg and .gdb).
package-database-twice-remedy = Keep one of them; the first by name was read.
package-database-misspelt-reason = The name of the database is misspelt; it is { $meant }.
package-database-misspelt-remedy = Rename the file to { $meant }, with its capitals.
package-class-missing-reason = The database QuyHoach lacks this class.
package-class-missing-remedy = Add the class with all its fields; without it nobody knows where the plan is and what it lays down.
package-class-misspelt-reason = The name of the class is misspelt; it is { $meant }.
package-class-misspelt-remedy = Rename the class to { $meant }, with its capitals.
package-class-elsewhere-reason = This class belongs to the database { $database }.
package-class-elsewhere-remedy = Move the class to { $database } and delete it here.
package-class-unreadable-reason = The class is no ordinary table (a view, or a table without a shape or key).
package-class-unreadable-remedy = Export the class as an ordinary table of a GeoPackage and hand it in again.
package-features-beyond-reason = The package has more than { $limit } features; the rest was not read.
package-features-beyond-remedy = Split the plan into several packages.

## Reference systems
package-crs-missing-reason = The class states no reference system ({ $count } classes of this file).
package-crs-missing-remedy = State the VN-2000 zone of 3° in which the data were drawn (without transforming them).
package-crs-unknown-reason = The reference system “{ $found }” is unknown ({ $count } classes of this file).
package-crs-unknown-remedy = State a VN-2000 zone of 3° by its EPSG code; transform data that are in another system first.
package-crs-not-vn2000-reason = The reference system { $found } is not VN-2000 ({ $count } classes of this file).
package-crs-not-vn2000-remedy = Transform the data to VN-2000, a zone of 3° with the province’s central meridian.
package-crs-six-degrees-reason = The reference system { $found } is a zone of 6° ({ $count } classes of this file).
package-crs-six-degrees-remedy = Transform the data to VN-2000, a zone of 3° with the province’s central meridian.
package-crs-differs-reason = The reference system { $found } is another than { $first } of the plan ({ $count } classes of this file).
package-crs-differs-remedy = Bring all classes into one reference system; stating a system and transforming to one are two things.
package-crs-doubted-reason = The coordinates do not fit the stated system: { $found ->
    [swapped] X and Y are exchanged
    [degrees] they are degrees in a system of metres
    [metres] they are metres in a system of degrees
   *[outside] the place is outside Vietnam
}.
package-crs-doubted-remedy = Check the central meridian and the order of X and Y; on Vietnamese paper X is north, in GIS files X is east.
package-crs-contradicted-reason = Code and definition of the reference system do not agree; it was read by its definition, as { $found }.
package-crs-contradicted-remedy = State the system of the class again; look at its place on the map.

## Codes
package-info-code-form-reason = maThongTinQH “{ $value }” is not 12 digits.
package-info-code-form-remedy = Write the code the system has given: province (2), year (2), level (1–4), kind (1–5), adjustment (0–2), 5 digits of its own; such as 012511012345.
package-info-code-province-reason = maThongTinQH “{ $value }” begins with the code of no province.
package-info-code-province-remedy = Use the present code of the province (34 since 1 July 2025).
package-info-code-level-reason = The digit of the level (the 5th) of maThongTinQH “{ $value }” is wrong.
package-info-code-level-remedy = 1 general, 2 subdivision, 3 detailed, 4 detailed by the shortened procedure.
package-info-code-kind-reason = The digit of the kind (the 6th) of maThongTinQH “{ $value }” is wrong.
package-info-code-kind-remedy = The 6th digit is 1 to 5; see the code the system has given.
package-info-code-adjustment-reason = The digit of the adjustment (the 7th) of maThongTinQH “{ $value }” is wrong.
package-info-code-adjustment-remedy = 0 the first of its area, 1 an adjustment of the whole, 2 a local one.
package-file-code-form-reason = maHoSoQH “{ $value }” is not of its form.
package-file-code-form-remedy = Write the province (2 digits), QHC, QPK or QCT, and 7 digits; such as 04QHC0010001.
package-file-code-province-reason = maHoSoQH “{ $value }” begins with the code of no province.
package-file-code-province-remedy = Use the present code of the province (34 since 1 July 2025).
package-file-code-level-reason = maHoSoQH “{ $value }” does not say QHC, QPK or QCT behind the province.
package-file-code-level-remedy = QHC is a general plan, QPK a subdivision plan, QCT a detailed plan.
package-required-empty-reason = A field that is required is empty.
package-required-empty-remedy = Fill it in for this feature; all features need it.
package-info-code-differs-reason = maThongTinQH “{ $value }” is another than “{ $expected }” of the plan.
package-info-code-differs-remedy = Write one code in all classes; leave out features of another plan.
package-file-code-differs-reason = maHoSoQH “{ $value }” is another than “{ $expected }” of the plan.
package-file-code-differs-remedy = Write one code in all classes; leave out features of another dossier.
package-codes-province-differ-reason = The two codes name two provinces: { $info } and { $file }.
package-codes-province-differ-remedy = Correct the wrong one; the first two digits of both are the same.
package-codes-level-differ-reason = The two codes name two levels: { $info } and { $file }.
package-codes-level-differ-remedy = QHC goes with level 1, QPK with 2, QCT with 3 or 4.
package-field-contradicts-code-reason = The value { $value } contradicts the code { $info } (by which it is { $expected }).
package-field-contradicts-code-remedy = Correct this field, or the code if that is wrong.

## Fields
package-field-missing-reason = The class lacks this field ({ $kind ->
    [real] a real number
    [integer] a whole number
    [date] a day
   *[text] a text
}).
package-field-missing-remedy = Add the field with the name and type of annex II; leave it empty where there is nothing to say.
package-field-misspelt-reason = The name of the field is misspelt; it is { $meant }.
package-field-misspelt-remedy = Rename the field to { $meant }, with its capitals.
package-field-type-reason = The field is declared as { $found }; it is { $expected ->
    [real] a real number
    [integer] a whole number
    [date] a day
   *[text] a text
}.
package-field-type-remedy = Make the field anew with its type and carry the values over.
package-class-geometry-reason = The class declares shapes of the kind “{ $found }”; they are { $expected ->
    [Point] points
    [MultiLineString] lines
   *[MultiPolygon] areas
}.
package-class-geometry-remedy = Export the class again with its kind of shape; the ending _P means points, _L lines, _A areas.
package-text-too-long-reason = The value is longer than { $limit } letters: “{ $value }”.
package-text-too-long-remedy = Shorten it; the rest belongs into the report.
package-number-unreadable-reason = “{ $value }” is not { $kind ->
    [integer] a whole number
   *[real] a number
}.
package-number-unreadable-remedy = Write the number alone, without a unit or words.
package-number-negative-reason = The value { $value } is below 0.
package-number-negative-remedy = Write the right number, or leave it empty if it is unknown.
package-date-form-reason = “{ $value }” is no day.
package-date-form-remedy = Write the day as 2025-10-17 (year-month-day) in a field of days.
package-dates-in-order-reason = The task was approved ({ $task }) after the plan ({ $decided }).
package-dates-in-order-remedy = Compare both decisions and correct the wrong day.
package-object-code-twice-reason = maDoiTuong “{ $value }” is that of feature { $first }, too.
package-object-code-twice-remedy = Give each feature a code of its own, such as <maHoSoQH>-<class>-<number>.
package-text-unreadable-reason = The value cannot be read (broken letters, or bytes).
package-text-unreadable-remedy = Type it again in Unicode (UTF-8), not in fonts like .VnTime or VNI.

## Shapes
package-geometry-missing-reason = The feature has no shape.
package-geometry-missing-remedy = Draw its shape, or delete the row.
package-geometry-unreadable-reason = The shape of the feature cannot be read, or is too large.
package-geometry-unreadable-remedy = Draw the feature again, or export the class again.
package-geometry-wrong-kind-reason = The shape is { $found ->
    [Point] a point
    [MultiLineString] a line
    [MultiPolygon] an area
   *[GeometryCollection] a collection of several kinds
}; this class takes { $expected ->
    [Point] points
    [MultiLineString] lines
   *[MultiPolygon] areas
} only.
package-geometry-wrong-kind-remedy = Draw it as the right kind of shape, or move the feature to the class of its kind.
package-geometry-invalid-reason = The shape is not valid: { $defect ->
    [geometry-not-finite] a coordinate is no number
    [geometry-too-few-points] it has too few points
    [geometry-self-intersection] its outline crosses or touches itself
    [geometry-zero-area] it has no area
    [geometry-hole-outside] a hole lies outside
    [geometry-parts-overlap] parts overlap each other
    [geometry-interior-cut] holes cut it into pieces
    [geometry-not-closed] an outline is not closed
   *[other] its outlines are tangled
}.
package-geometry-invalid-remedy = Mend the shape at the place named (QGIS: “Check validity”, “Fix geometries”), and check its area then.
package-boundary-missing-reason = The plan has no boundary.
package-boundary-missing-remedy = Draw an area in RanhGioiQuyHoach_A with the plan’s name and decision.
package-boundary-several-reason = There are { $count } boundaries.
package-boundary-several-remedy = Make them one feature (of several parts, if need be); a package holds one plan.
package-zones-missing-reason = There is no zone.
package-zones-missing-remedy = Draw the lots in ChucNangSuDungDat_A so that they cover the boundary.
package-zones-overlap-reason = It overlaps feature { $other }: { $area } m².
package-zones-overlap-remedy = Let both share one border (by snapping), or delete the one drawn twice.
package-zones-gap-reason = { $area } m² within the boundary belong to no zone.
package-zones-gap-remedy = Draw the missing zone (roads and water, too), or mend the borders beside it.
package-zone-outside-reason = { $area } m² lie outside the plan’s boundary.
package-zone-outside-remedy = Cut the zone along the boundary, or correct the boundary.

## Zones
package-function-missing-reason = The zone names no function at any level.
package-function-missing-remedy = Write a function of the circular’s list into chucNangSuDungDatMuc1 (or Muc2, Muc3).
package-function-unknown-reason = “{ $value }” is not in the list of functions.
package-function-unknown-remedy = { $meant ->
    [none] Choose one of the 32 functions of the circular’s list.
   *[other] Perhaps “{ $meant }” is meant; write it as the circular does.
}
package-lot-sign-missing-reason = The zone has no sign (kyHieuLoDat).
package-lot-sign-missing-remedy = Write the sign as it stands on the drawing.

## The dossier
package-scan-folder-missing-reason = There is no folder HoSoScan.
package-scan-folder-missing-remedy = Make HoSoScan with BanVe, VanBan and the workbook <MaHoSo>.xlsx.
package-book-missing-reason = There is no workbook <MaHoSo>.xlsx in HoSoScan.
package-book-missing-remedy = Make a workbook with the three sheets HoSo, BanVe and VanBan.
package-book-several-reason = There are several workbooks (.xlsx); this one was not read.
package-book-several-remedy = Keep { $first } alone, or the one that bears the code of the dossier.
package-book-unreadable-reason = The workbook cannot be read (broken, with a password, or too large).
package-book-unreadable-remedy = Save it as .xlsx without a password.
package-book-name-reason = The workbook’s name is not the code of the dossier.
package-book-name-remedy = Rename it to { $expected }.xlsx.
package-sheet-missing-reason = The workbook lacks this sheet.
package-sheet-missing-remedy = Add it with its name (HoSo, BanVe or VanBan) and the columns of annex II.
package-column-missing-reason = The sheet lacks this column{ $found ->
    [none] .
   *[other] {" "}(it has a column “{ $found }”).
}
package-column-missing-remedy = Add the column with the title of annex II; leave it empty where there is nothing to say.
package-book-empty-reason = The sheet HoSo has no row.
package-book-empty-remedy = Fill in one row about the plan.
package-book-rows-reason = The sheet HoSo has { $count } rows; only the first was read.
package-book-rows-remedy = A package holds one dossier: delete the other rows.
package-book-field-empty-reason = The cell is empty.
package-book-field-empty-remedy = Fill it in; this column is required.
package-book-code-differs-reason = The dossier code “{ $value }” is another than “{ $expected }” in the GIS data.
package-book-code-differs-remedy = Correct the workbook or maHoSoQH, so that they are the same.
package-book-info-code-differs-reason = The information code “{ $value }” is another than “{ $expected }” in the GIS data.
package-book-info-code-differs-remedy = Correct the workbook or maThongTinQH by the code the system has given.
package-book-name-differs-reason = The plan’s name “{ $value }” is another than “{ $expected }” in the GIS data ({ $field }).
package-book-name-differs-remedy = Write the name as the decision has it, in both places.
package-book-decision-differs-reason = The decision’s number “{ $value }” is another than “{ $expected }” in the GIS data ({ $field }).
package-book-decision-differs-remedy = Write the number as the decision has it, in both places.
package-book-date-differs-reason = The day “{ $value }” is another than “{ $expected }” in the GIS data ({ $field }).
package-book-date-differs-remedy = Write the day as the decision has it, in both places.
package-book-date-form-reason = “{ $value }” is no day.
package-book-date-form-remedy = Write it as 17/10/2025, or use a cell of days.
package-paper-code-differs-reason = The dossier code “{ $value }” is another than “{ $expected }” of the plan.
package-paper-code-differs-remedy = Correct the code, or leave out the row of another dossier.
package-paper-missing-reason = There is no file “{ $value }” in HoSoScan/VanBan.
package-paper-missing-remedy = Add the file, or correct its name in the workbook.
package-drawing-missing-reason = There is no drawing “{ $value }” in HoSoScan/BanVe.
package-drawing-missing-remedy = Add the drawing’s folder, or correct its name in the workbook.

## Warnings
package-package-name-reason = The package is called “{ $name }”, not CSDL_<TenDoAn>.
package-package-name-remedy = Name it without tones and blanks, each word with a capital, such as CSDL_PhanKhuTrungTam.
package-database-unknown-reason = The file is none of the four databases ({ $databases }), and was not read.
package-database-unknown-remedy = Move its classes to the right database, or leave the file out.
package-basic-folder-missing-reason = There is no folder HoSoBASIC.
package-basic-folder-missing-remedy = Add the drawings and texts that can still be edited (CAD, DOCX).
package-project-file-missing-reason = HoSoGIS has no project over all databases ({ $endings }).
package-project-file-missing-remedy = Save a project of QGIS or ArcGIS that opens the four databases by relative paths.
package-class-unknown-reason = The class is not in the circular’s list, and was not looked at.
package-class-unknown-remedy = Check its name; a class beyond the list is to be explained in the report.
package-class-empty-reason = The class has no features.
package-class-empty-remedy = Add them; if the plan says nothing of this kind, it may stay empty.
package-field-unknown-reason = The field is not in the circular’s list.
package-field-unknown-remedy = Check its name; leave out fields nobody asked for.
package-field-length-reason = The field takes { $found } letters; the circular says { $expected }.
package-field-length-remedy = Make the field anew with its length, so that no value is cut.
package-date-unlikely-reason = The day { $value } is hardly right.
package-date-unlikely-remedy = Check the year.
package-geometry-twice-reason = The shape is the same as that of feature { $first }.
package-geometry-twice-remedy = Delete the feature that was drawn twice.
package-area-differs-reason = The area is written as { $written }, and measures { $measured } m² on the shape.
package-area-differs-remedy = Compute the area from the shape (m²), or correct the shape.
package-length-differs-reason = The length is written as { $written }, and measures { $measured } m on the shape.
package-length-differs-remedy = Compute the length from the shape (m), or correct the shape.
package-marker-differs-reason = The written coordinates ({ $x }; { $y }) are not where the mark lies.
package-marker-differs-remedy = Take the coordinates from the shape; X is north, Y is east.
package-lot-sign-twice-reason = The sign “{ $value }” is that of feature { $first }, too.
package-lot-sign-twice-remedy = Give two lots two signs; make one lot one feature.
package-indicator-unreadable-reason = The indicator “{ $value }” cannot be read.
package-indicator-unreadable-remedy = Write it as “40-60”, “≤ 40%”, “3–5 tầng”, “1,5-2,0”; the text is kept as it is.
package-decision-missing-reason = Number or day of the decision that approves the plan are missing.
package-decision-missing-remedy = Fill in soQDQH and ngayQDQH when the plan has been approved.
package-book-scale-differs-reason = The scale “{ $value }” is another than “{ $expected }” in the GIS data ({ $field }).
package-book-scale-differs-remedy = Write one scale in both places.
package-column-unknown-reason = The column is not in the circular’s list.
package-column-unknown-remedy = Check its title; leave out columns nobody asked for.
package-paper-twice-reason = “{ $value }” is listed in a row above.
package-paper-twice-remedy = Delete the row, or correct the name of the file.
package-paper-format-reason = What is in the file is not { $kind ->
    [drawing] JPG or PDF
   *[text] PDF
}.
package-paper-format-remedy = Scan it again as { $kind ->
    [drawing] JPG of 300 dpi or more
   *[text] PDF of 200 dpi or more
}, at 1:1.
package-paper-unlisted-reason = The file is not listed in the sheet { $sheet }.
package-paper-unlisted-remedy = Add a row, or leave the file out.

## The command
help-package = The planning database as a package (Circular 16/2025/TT-BXD): check one, take it into the plan register, write one
help-package-check = Check a package: a folder CSDL_… or a .zip; the exit code is 0 only if it is fit
help-package-import = Make a package a draft in the plan register; one that is not fit is refused
help-package-export = Write a plan of the register as a package that passes this very check
help-package-path = The package's folder (CSDL_…), or a .zip that holds it
help-package-report = Write the findings to a JSON file
help-package-into = Store: a .gpkg file, made if it is not there, or postgres://name@host/database
help-package-commune = Code of the plan's commune (5 digits), if it lies in one
help-package-kind = Kind of plan: urban (default), rural, functional_area, land_use, annual_land_use, sector
help-package-adjusts = The number of the plan in the register that this one adjusts
help-package-plan = The plan's number in the register
help-package-out = The folder that is to hold the package CSDL_…, which must not be there yet
help-package-name = The plan's name without tones and blanks, behind CSDL_ (default: the dossier's code)
help-package-info-code = The plan's maThongTinQH, if the register does not have it
help-sample-package = Also write a sample package of the city into this folder, with copies that have faults on purpose
package-said-fit = The package { $package } is fit: { NUMBER($features) } features in { NUMBER($classes) } classes, { NUMBER($warnings) } warnings.
package-said-unfit = The package { $package } is not fit: { NUMBER($errors) } errors, { NUMBER($warnings) } warnings, { NUMBER($features) } features in { NUMBER($classes) } classes.
package-said-imported = The plan { $plan } ({ $code }) is a draft now: { NUMBER($zones) } zones, { NUMBER($lines) } lines, { NUMBER($documents) } files of its dossier; revision { $revision }.
package-said-decision = The package names decision { $number } of { $day }; enter it with the plan's next step.
package-said-exported = Wrote the package { $path }: { NUMBER($zones) } zones, { NUMBER($lines) } lines, { NUMBER($documents) } files of its dossier.
package-said-not-exported = Left out, for no class of the circular holds it: { NUMBER($restrictions) } restrictions, { NUMBER($lines) } corner splays and edges of roads, the building height of { NUMBER($heights) } zones.
package-left-out = Not taken over, for the register has no place for it; keep the package:
package-left-out-class = { $class } in { $file }: { NUMBER($count) } features
package-left-out-field = { $class } in { $file }: what stands in { $field } of { NUMBER($count) } features
package-said-samples = Wrote the sample package and { NUMBER($faults) } copies with faults in { $path }
package-unfit = The package is not fit, so nothing was done. Mend what is named above and run the command again.
package-failed = The package is not fit. Mend what is named above and check it again.
package-out-exists = { $path } is there already, so nothing was written. Name another folder by --out, or another name by --name.
package-info-code-unfit = “{ $code }” is no maThongTinQH: it has 12 digits, province (2), year (2), level (1–4), kind (1–5), adjustment (0–2) and five of its own. Nothing was written.
package-without-plan = The package does not say what the plan is (boundary, name and both codes). “diaban package check” says what is missing.
package-other-crs = The package is in { $found }, the plan register in { $expected }. Coordinates are kept digit by digit, so nothing is transformed: transform the package to { $expected } first.
package-adjusts-unnamed = The code { $code } says that this plan adjusts another. Name that by its number in the register: --adjusts.
package-name-unfit = { $name } cannot be a package’s name: letters without tones, digits and underscores only.
package-plan-missing = There is no plan { $plan } in the register of this store.
package-plan-lacks = The plan { $plan } cannot be written as a package yet: { $what ->
    [boundary] it has no boundary
    [zones] it has no zones
    [info-code] its maThongTinQH is unknown (--info-code)
   *[register] the store has no plan register
}.
package-unwritten = The package that was just written does not pass its own check; it lies in { $path }. See what is named above.
