//! How large a picture is: the largest scale of maps at which all of the parcel is on it.

use spatial_core::geometry::Envelope;

/// Width and height of the picture on paper, in millimetres.
pub(in super::super) const FRAME: [f64; 2] = [175.0, 105.0];
/// Room between the parcel and the frame.
const ROOM: f64 = 7.0;
/// Scales of cadastral maps and plans, and beyond them those of general maps.
const SCALES: [u32; 12] = [200, 500, 1_000, 2_000, 5_000, 10_000, 25_000, 50_000, 100_000, 250_000, 500_000, 1_000_000];
/// Between lines of the grid at least, on paper.
const LEAST_STEP: f64 = 35.0;
/// Longest bar of the scale on paper.
const LONGEST_BAR: f64 = 50.0;

/// What of the grid is on the picture.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in super::super) struct Window {
    /// So many metres of the grid are one metre of paper.
    pub(in super::super) scale: u32,
    /// The upper left corner: easting and northing.
    corner: [f64; 2],
}

impl Window {
    /// Around a parcel; none of what is larger than a province or nowhere.
    pub(in super::super) fn around(parcel: &Envelope) -> Option<Self> {
        let sides: [f64; 2] = [0, 1].map(|axis| parcel.max[axis] - parcel.min[axis]);
        let fits =
            |scale: &&u32| (0..2).all(|axis| sides[axis] * 1000.0 / f64::from(**scale) <= FRAME[axis] - 2.0 * ROOM);
        let scale = SCALES.iter().find(fits).copied()?;
        let half: [f64; 2] = FRAME.map(|side| side * f64::from(scale) / 2000.0);
        let middle: [f64; 2] = [0, 1].map(|axis| f64::midpoint(parcel.min[axis], parcel.max[axis]));
        Some(Self { scale, corner: [middle[0] - half[0], middle[1] + half[1]] })
    }

    /// The same in the grid.
    pub(in super::super) fn envelope(&self) -> Envelope {
        let [wide, high] = FRAME.map(|side| side * f64::from(self.scale) / 1000.0);
        let [x, y] = self.corner;
        Envelope { min: [x, y - high], max: [x + wide, y] }
    }

    /// Where a place of the grid is on the picture, in millimetres.
    pub(in super::super) fn at(&self, [x, y]: [f64; 2]) -> [f32; 2] {
        let mm = 1000.0 / f64::from(self.scale);
        #[expect(clippy::cast_possible_truncation, reason = "paper needs no more than seven digits")]
        [((x - self.corner[0]) * mm) as f32, ((self.corner[1] - y) * mm) as f32]
    }

    /// Metres between lines of the grid: 1, 2 or 5 times a power of ten.
    pub(in super::super) fn step(&self) -> f64 {
        round_above(LEAST_STEP * f64::from(self.scale) / 1000.0)
    }

    /// Eastings and northings of the lines of the grid on the picture.
    pub(in super::super) fn lines(&self) -> [Vec<f64>; 2] {
        let (within, step) = (self.envelope(), self.step());
        [0, 1].map(|axis| {
            let first = (within.min[axis] / step).ceil();
            let line = |number: u32| (first + f64::from(number)) * step;
            (0..8).map(line).take_while(|line| *line <= within.max[axis]).collect()
        })
    }

    /// Metres of the bar of the scale.
    pub(in super::super) fn bar(&self) -> f64 {
        let most = LONGEST_BAR * f64::from(self.scale) / 1000.0;
        let above = round_above(most * 0.4);
        if above * 2.0 <= most { above * 2.0 } else { above }
    }
}

/// The next of 1, 2, 5, 10, 20, 50 …
fn round_above(number: f64) -> f64 {
    let power = 10_f64.powf(number.log10().floor());
    [1.0, 2.0, 5.0]
        .into_iter()
        .map(|times| times * power)
        .find(|round| *round >= number * 0.999_999)
        .unwrap_or(10.0 * power)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn window(wide: f64, high: f64) -> Option<Window> {
        Window::around(&Envelope { min: [600_000.0, 1_140_000.0], max: [600_000.0 + wide, 1_140_000.0 + high] })
    }

    #[test]
    fn the_scale_is_the_largest_at_which_the_parcel_is_on_the_picture() {
        for (wide, high, scale) in [
            (5.0, 18.0, Some(200)),
            (20.0, 20.0, Some(500)),
            (32.0, 10.0, Some(200)),
            (33.0, 10.0, Some(500)),
            (80.0, 45.0, Some(500)),
            (100.0, 60.0, Some(1_000)),
            (30_000.0, 20_000.0, Some(250_000)),
            (9e6, 9e6, None),
            (f64::NAN, 1.0, None),
        ] {
            assert_eq!(window(wide, high).map(|window| window.scale), scale, "{wide} × {high}");
        }
    }

    #[test]
    fn a_hundred_metres_at_one_to_five_hundred_are_two_hundred_millimetres() {
        let window = Window { scale: 500, corner: [600_000.0, 1_140_000.0] };
        let (from, to) = (window.at([600_010.0, 1_139_990.0]), window.at([600_110.0, 1_139_980.0]));
        assert!((to[0] - from[0] - 200.0).abs() < 1e-3 && (to[1] - from[1] - 20.0).abs() < 1e-3, "{from:?} {to:?}");
    }

    #[test]
    fn lines_of_the_grid_and_the_bar_are_round() {
        for (wide, step, bar) in [(20.0, 10.0, 10.0), (80.0, 20.0, 20.0), (140.0, 50.0, 40.0), (200.0, 100.0, 100.0)] {
            let window = window(wide, 10.0).unwrap();
            assert_eq!((window.step(), window.bar()), (step, bar), "{window:?}");
            let [eastings, northings] = window.lines();
            assert!(eastings.len() >= 2 && northings.len() >= 2, "{window:?}");
            assert!(eastings.iter().chain(&northings).all(|line| (line / step).fract() == 0.0), "{window:?}");
        }
    }
}
