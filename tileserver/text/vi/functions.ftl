### What ground is planned to be, as people look for it.

search-function = Quy hoạch là: { $name }
function-green = Cây xanh, công viên
function-school = Trường học
function-health = Y tế
function-culture = Văn hóa
function-sport = Thể dục thể thao
function-office = Cơ quan, trụ sở
function-service = Chợ, thương mại, dịch vụ
function-road = Đường giao thông
function-parking = Bãi đỗ xe
function-housing = Nhà ở
function-industry = Công nghiệp
function-graves = Nghĩa trang
