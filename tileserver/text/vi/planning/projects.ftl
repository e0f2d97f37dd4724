### Projects that plans list, and which of them are about a parcel.

plans-title-projects = Danh mục công trình, dự án
page-plan-projects = Danh mục công trình, dự án
api-plan-projects = Danh mục công trình, dự án của một đồ án, như kế hoạch sử dụng đất hằng năm
parcel-page-projects = Công trình, dự án
extract-project = { $has ->
    [year] Thửa này nằm trong danh mục công trình, dự án năm { $year }
   *[none] Thửa này nằm trong danh mục công trình, dự án
} của “{ $plan }”{ $law ->
    [in_force] {""}
    [decided] {" "}(chưa có hiệu lực)
    [proposed] {" "}(chưa được phê duyệt)
    [replaced] {" "}(đã được thay thế)
    [expired] {" "}(hết hiệu lực)
    [annulled] {" "}(đã hủy)
    [suspended] {" "}(tạm đình chỉ)
   *[other] {" "}(chưa rõ hiệu lực)
}: { $name }{ $about ->
    [meets] , trên { $area } m² ({ $percent } %) của thửa.
   *[named] ; danh mục nêu số thửa này.
}
problem-plan-number = { $field } không thể là { $number }. Hãy sửa rồi gửi lại; chưa có gì được lưu.
plan-projects-unfit = { $path }, dòng { $line }: { $wanted ->
    [columns] dòng đầu phải nêu tên cột, trong đó có “ten”; các cột có thể dùng: { $columns }. “{ $text }” không thuộc số đó.
    [number] “{ $text }” không phải là số viết rõ ràng. Hãy ghi như 1250,5, không có dấu ngăn hàng nghìn.
    [investor] “{ $text }” không thuộc state, public_unit, state_enterprise. Chủ đầu tư khác thì để trống.
    [cells] số ô không bằng số cột.
    [quote] dấu nháy kép không được đóng.
    [too_many] danh mục quá dài.
   *[text] ô “{ $text }” dài quá hoặc có ký tự điều khiển.
} Chưa có gì được ghi.
