### The tree of layers.

web-layers = Map layers
web-layers-all-off = All off
web-layers-undo = Undo all off
web-group-land = Land and planning
web-group-streets = Streets and buildings
web-group-networks = Utility networks
web-group-others = Boundaries and others
web-group-of = Layers of the group { $group }
web-layer-settings = Adjust { $layer }
web-layer-up = Move { $layer } up
web-layer-down = Move { $layer } down
web-layer-colours = Colour by…
web-layer-moved = { $layer }: place { $place } of { $of } in its group
web-strength = Opacity
web-strength-of = Opacity of { $layer }
web-base-maps = Base map
web-base-none = No base map
