### What is different between two plans.

page-plan-difference = Difference of two plans
api-plan-difference = What is different between a plan and a later one: what of the ground is added, removed, for something else, limited otherwise or unchanged, in square metres and (f=geojson) as shapes
api-parameter-with = the id of the later plan
problem-expected-form = json, geojson or html
problem-difference-large = Plans can be compared up to { NUMBER($most) } { $what ->
    [zones] zones each
    [vertices] vertices each
   *[pieces] pieces of ground between them
}. Compare plans of a lower level or of a smaller area.
problem-difference-no-area = These plans cannot be compared in square metres: { $reason }
