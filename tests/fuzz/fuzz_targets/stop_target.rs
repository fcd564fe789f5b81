#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| tingji_tests::fuzz::stop_target(data));
