### What ground is planned to be, as people look for it.

search-function = Planned as: { $name }
function-green = Parks and green space
function-school = Schools
function-health = Health
function-culture = Culture
function-sport = Sports
function-office = Public offices
function-service = Markets, shops, services
function-road = Roads
function-parking = Parking
function-housing = Housing
function-industry = Industry
function-graves = Cemeteries
