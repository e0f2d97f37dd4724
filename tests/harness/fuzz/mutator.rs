//! Spoils bytes the way files get spoilt: bits turn over, ends are lost, pieces are swapped and repeated, lengths lie, words stand where
//! others should.

/// Words that make readers stumble.
const WORDS: &[&[u8]] = &[
    b"",
    b"\0",
    b"NaN",
    b"1e999",
    b"-0",
    b"9223372036854775808",
    b"0.1e-400",
    b"null",
    b"{}",
    b"[]",
    b"[[[[[[[[[",
    b"]]]]",
    b"{\"a\":",
    b"\"",
    b"\\",
    b"\\ud800",
    b"\\u0000",
    b"\xEF\xBB\xBF",
    b"\xFF\xFE",
    b"\x1E",
    b"\r\n",
    b"\xC3",
    b"\xF5",
    b"\"type\":\"Topology\"",
    b"\"type\":\"GeometryCollection\"",
    b"\"crs\":null",
    b"\"arcs\":[-1]",
    b"\"id\":7",
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"GP\0\x01",
    b"EPSG:9218",
    b"local",
    b"%00",
    b"--",
    b";",
    b"\xE1\xBB\x9D",
];
/// Numbers that lie about lengths and counts.
const NUMBERS: [u32; 12] = [0, 1, 2, 0x7F, 0x80, 0xFF, 0x100, 0x7FFF, 0xFFFF, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFF];
/// Longest input; readers are asked small questions quickly.
const LONGEST: usize = 64 << 10;

/// A source of spoilt inputs; the same seed gives the same ones.
#[derive(Debug)]
pub struct Mutator {
    state: u64,
}

impl Mutator {
    /// Begins with a seed, which must not be 0.
    pub fn new(seed: u64) -> Self {
        Self { state: seed.max(1) }
    }

    /// A number below `end`, which must not be 0 (xorshift; Marsaglia 2003).
    pub fn below(&mut self, end: usize) -> usize {
        self.state ^= self.state << 13;
        self.state ^= self.state >> 7;
        self.state ^= self.state << 17;
        (self.state >> 11) as usize % end
    }

    /// One of the seeds, spoilt in one to six ways.
    pub fn spoilt(&mut self, seeds: &[Vec<u8>]) -> Vec<u8> {
        let mut input = seeds[self.below(seeds.len())].clone();
        for _ in 0..=self.below(6) {
            self.spoil(&mut input, seeds);
        }
        input.truncate(LONGEST);
        input
    }

    fn spoil(&mut self, input: &mut Vec<u8>, seeds: &[Vec<u8>]) {
        if input.is_empty() {
            return input.push(self.below(256) as u8);
        }
        let at = self.below(input.len());
        match self.below(9) {
            0 => input[at] ^= 1 << self.below(8),
            1 => input[at] = self.below(256) as u8,
            2 => input.truncate(at),
            3 => drop(input.drain(at..(at + 1 + self.below(16)).min(input.len()))),
            4 => self.repeat(input, at),
            5 => self.splice(input, at, seeds),
            6 => self.lie(input, at),
            _ => {
                let word = WORDS[self.below(WORDS.len())];
                let end = if self.below(2) == 0 { at } else { (at + word.len()).min(input.len()) };
                input.splice(at..end, word.iter().copied());
            }
        }
    }

    /// A piece stands twice, or many times.
    fn repeat(&mut self, input: &mut Vec<u8>, at: usize) {
        let end = (at + 1 + self.below(64)).min(input.len());
        let times = if self.below(8) == 0 { 200 } else { 1 };
        let piece = input[at..end].repeat(times);
        input.splice(at..at, piece);
    }

    /// The rest of another input.
    fn splice(&mut self, input: &mut Vec<u8>, at: usize, seeds: &[Vec<u8>]) {
        let other = &seeds[self.below(seeds.len())];
        let from = self.below(other.len() + 1);
        input.truncate(at);
        input.extend_from_slice(&other[from..]);
    }

    /// A number of two, four or eight bytes, in either order.
    fn lie(&mut self, input: &mut [u8], at: usize) {
        let number = NUMBERS[self.below(NUMBERS.len())];
        let bytes = match self.below(4) {
            0 => number.to_le_bytes().to_vec(),
            1 => number.to_be_bytes().to_vec(),
            2 => (number as u16).to_le_bytes().to_vec(),
            _ => f64::from_bits(u64::from(number) << 32 | 0x7FF0_0000_0000_0000).to_le_bytes().to_vec(),
        };
        for (place, byte) in input[at..].iter_mut().zip(bytes) {
            *place = byte;
        }
    }
}
