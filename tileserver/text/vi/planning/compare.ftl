### What is different between two plans.

page-plan-difference = Khác biệt giữa hai quy hoạch
api-plan-difference = Khác biệt giữa một quy hoạch và quy hoạch sau: phần đất thêm vào, bỏ ra, đổi chức năng, đổi chỉ tiêu hay giữ nguyên, tính bằng mét vuông và (f=geojson) có hình dạng
api-parameter-with = mã số của quy hoạch sau
problem-expected-form = json, geojson hoặc html
problem-difference-large = Chỉ so sánh được quy hoạch có tối đa { NUMBER($most) } { $what ->
    [zones] ô chức năng mỗi bên
    [vertices] đỉnh mỗi bên
   *[pieces] phần đất khác nhau giữa hai bên
}. Hãy so sánh quy hoạch ở cấp chi tiết hơn hoặc phạm vi nhỏ hơn.
problem-difference-no-area = Không so sánh được hai quy hoạch này theo mét vuông: { $reason }
