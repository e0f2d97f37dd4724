### Buttons of tools that are loaded when somebody presses them.

web-swipe-open = Compare two maps side by side
web-swipe-on-map = See on two maps
web-kept-tool = Draw and save shapes on this device
web-layer-files = Download the layer:
