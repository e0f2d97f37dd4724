//! The file the import benchmark reads: GeoJSON lines, each a polygon of ten vertices with six attributes.

pub mod grid;

use std::io::{self, Write};

use crate::dice::{Dice, Purpose};

/// Metres in a degree, near enough for shapes that only have to look like parcels.
const DEGREE_M: f64 = 110_000.0;
/// South-west corner of the field of parcels, longitude and latitude.
const CORNER: [f64; 2] = [107.05, 10.33];
/// Parcels in a row; each stands in a square of [`SIDE`] degrees.
const ROW: u64 = 1000;
/// Distance between parcels, in degrees: 22 m.
const SIDE: f64 = 22.0 / DEGREE_M;
/// Five land uses.
const USES: [&str; 5] = ["Đất ở tại đô thị", "Thương mại, dịch vụ", "Cây lâu năm", "Cây xanh", "Giao thông"];
/// A decagon by sines and cosines of 0°, 36° … 324°, written out so that no platform rounds them otherwise.
const DECAGON: [[f64; 2]; 10] = [
    [1.0, 0.0],
    [0.809_017, 0.587_785],
    [0.309_017, 0.951_057],
    [-0.309_017, 0.951_057],
    [-0.809_017, 0.587_785],
    [-1.0, 0.0],
    [-0.809_017, -0.587_785],
    [-0.309_017, -0.951_057],
    [0.309_017, -0.951_057],
    [0.809_017, -0.587_785],
];

/// Writes so many parcels as GeoJSON lines (RFC 7946, longitude and latitude): two integers, one float, and three texts
/// of 5, 200 and as many different values as there are parcels. Same number and seed, same bytes.
///
/// # Errors
/// Those of the writer.
pub fn write(parcels: u64, seed: u64, out: &mut impl Write) -> io::Result<()> {
    for at in 0..parcels {
        let mut dice = Dice::at(seed, Purpose::Bench, at.cast_signed(), 0);
        write!(out, "{{\"type\":\"Feature\",\"geometry\":{{\"type\":\"Polygon\",\"coordinates\":[[")?;
        let ring = ring(at, &mut dice);
        for [lon, lat] in &ring {
            write!(out, "[{lon:.9},{lat:.9}],")?;
        }
        let [lon, lat] = ring[0];
        write!(out, "[{lon:.9},{lat:.9}]]]}},\"properties\":{{")?;
        let (sheet, number) = (at / 500 + 1, at % 500 + 1);
        let area = f64::from(dice.below(9000) + 800) / 10.0;
        let (land_use, street) = (dice.pick(&USES), dice.below(200) + 1);
        writeln!(
            out,
            "\"so_to\":{sheet},\"so_thua\":{number},\"dien_tich\":{area:.1},\"loai_dat\":\"{land_use}\",\
             \"duong\":\"Đường số {street}\",\"ma_so\":\"VT{at:010}\"}}}}"
        )?;
    }
    Ok(())
}

/// Ten vertices around a place, between 6 and 10 m from it: never touching a neighbour, never crossing itself.
#[expect(clippy::cast_precision_loss, reason = "rows and columns are small numbers")]
fn ring(at: u64, dice: &mut Dice) -> [[f64; 2]; 10] {
    let centre = [CORNER[0] + (at % ROW) as f64 * SIDE, CORNER[1] + (at / ROW) as f64 * SIDE];
    DECAGON.map(|[x, y]| {
        let radius = dice.between(6.0, 10.0) / DEGREE_M;
        [centre[0] + x * radius, centre[1] + y * radius]
    })
}
