### Projects that plans list, and which of them are about a parcel.

plans-title-projects = Projects of plans
page-plan-projects = Projects of a plan
api-plan-projects = The projects a plan lists, as an annual land-use plan does
parcel-page-projects = Projects
extract-project = { $has ->
    [year] This parcel is on the list of projects of { $year }
   *[none] This parcel is on the list of projects
} of “{ $plan }”{ $law ->
    [in_force] {""}
    [decided] {" "}(not in force yet)
    [proposed] {" "}(not approved)
    [replaced] {" "}(replaced)
    [expired] {" "}(expired)
    [annulled] {" "}(annulled)
    [suspended] {" "}(suspended)
   *[other] {" "}(of unknown standing)
}: { $name }{ $about ->
    [meets] , on { $area } m² ({ $percent } %) of it.
   *[named] ; the list names it.
}
problem-plan-number = { $field } cannot be { $number }. Correct it and send it again; nothing was kept.
plan-projects-unfit = { $path }, line { $line }: { $wanted ->
    [columns] the first line must name the columns, “ten” among them; there are: { $columns }. “{ $text }” is none of them.
    [number] “{ $text }” is not clearly a number. Write it like 1250.5, without marks between thousands.
    [investor] “{ $text }” is none of state, public_unit, state_enterprise. Leave it empty for other investors.
    [cells] it has not as many cells as there are columns.
    [quote] a quotation mark is never closed.
    [too_many] the list is too long.
   *[text] the cell “{ $text }” is too long or has control characters.
} Nothing was written.
