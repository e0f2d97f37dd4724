//! A street by hand, and a city of ten thousand poles with faults that are known.

mod city;
mod street;
