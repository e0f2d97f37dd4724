### May this building stand here: the limits of plans against what was measured.

api-planning-check = May this building stand here? An outline with storeys, height and floor area against every limit of the plans that govern its parcel: density, floor area ratio, storeys, height, setback, encroachment; each zone for itself. Nothing is saved
api-answer-planning-check = Each limit with what was measured, the verdict, the reason and the decision it rests on; what breaks it as GeoJSON
problem-check-day = as_of is no day: “{ $text }”. Write it like 2026-03-02.
problem-check-number = { $member } must be a number from { NUMBER($least) } to { NUMBER($most) }. Correct it and send it again.
problem-check-vertices = An outline has at most { NUMBER($most) } corners. Simplify it and send it again.
problem-check-side = A building is at most { NUMBER($most) } m long and wide. Check the outline and its reference system, and send it again.
problem-check-parcels = More than { NUMBER($most) } parcels lie under the outline. Check it in parts.
problem-check-footprint = The footprint must be an area (Polygon or MultiPolygon). Draw the outline of the building seen from above and send it again.
problem-check-beside = The building does not lie in the parcel { $key }. Check the outline or the key, or leave “parcel” out.
problem-check-no-grid = The store has no plans and no parcels in a projected system, so that nothing can be measured. Import parcels first.

check-amount = { $kind ->
    [density] { $number }%
    [far] { $number } times the lot
    [storeys] { NUMBER($number) ->
        [one] 1 storey
       *[other] { $number } storeys
    }
    [encroachment] { $number } m²
   *[other] { $number } m
}
check-within = { $measured }: within what the plan writes ({ $limit }).
check-at-most-within = At most { $measured }: within what the plan writes ({ $limit }).
check-above = { $measured } are more than the { $most } the plan allows.
check-below = { $measured } are less than the { $least } the plan requires.
check-not-regulated = The plan sets no limit (“{ $text }”). A regulation may set one all the same.
check-not-recorded = The register has no limit of this zone. Look it up in the documents of the plan.
check-unreadable = The plan writes “{ $text }”, which a person has to read: look it up in the documents of the plan.
check-not-sent = This cannot be judged without { $member ->
    [floor_area_m2] the floor area
    [storeys] the number of storeys
    [height_m] the height
   *[footprint] the outline
}. Add it and ask again.
check-floor-area-shared = The building lies in several zones, and how much of its floor area is in this one is not known. Check the parts one by one.
check-no-parcel = No parcel is known here, so that nothing can be measured against it.
check-no-plan = No plan that says what may be built is in force here, or none is in the register. Ask the office in charge.
check-no-zone = { $measured } of the building lie in no zone of the plans in force. Ask the office in charge.
check-within-parcel = The building stays within the parcel.
check-outside-parcel = { $measured } of the building lie outside the parcel. Move or reduce the outline.
check-zone-allows = { $measured } of the building lie in { $zone }, where buildings may stand within the limits of the plan.
check-zone-forbids = { $measured } of the building lie in { $zone }, where none may stand. Move or reduce the outline.
check-zone-unclear = { $measured } of the building lie in { $zone }. The register does not say whether such a building may stand there: ask the office in charge.
check-road-takes = { $measured } of the building lie on land of a road, by its centreline and width. Move or reduce the outline.
check-no-lines = The register has no red line or building line near here, so that the setback is not known.
check-no-red-line = No red line in the register runs along the parcel, so that the setback is not known.
check-no-setback = The plan draws a red line and sets no setback. The building stands { $measured } behind it.
check-crosses-red-line = The red line runs through the building. Move it behind the line.
check-beyond-red-line = The building stands beyond the red line, on the side of the road. Move it behind the line.
check-side-unknown = A red line cuts the parcel { $measured } from the building, and on which side the road lies is not in the register. Ask the office in charge.
check-crosses-building-line = The building line runs through the building. Move it behind the line.
check-several-parcels = The building lies in { NUMBER($count) } parcels. It is judged by the parcel named, or by the one in which most of it lies.
check-this-building-alone = Only this building is counted: density and floor area of others on the parcel must be added.
check-floor-area-beyond = The floor area is larger than the outline on all storeys ({ $area } m²). Check the numbers.
