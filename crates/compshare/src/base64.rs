//! Base64, as the vendor wants passwords to be written.

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// The text in base64, padded.
pub(crate) fn encode(text: &str) -> String {
    text.as_bytes().chunks(3).flat_map(quad).collect()
}

fn quad(chunk: &[u8]) -> [char; 4] {
    let byte = |at: usize| u32::from(chunk.get(at).copied().unwrap_or(0));
    let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
    std::array::from_fn(|at| match at {
        at if at > chunk.len() => '=',
        at => char::from(ALPHABET[(bits >> (18 - 6 * at) & 63) as usize]),
    })
}

#[cfg(test)]
mod tests {
    use super::encode;

    #[test]
    fn the_vendors_own_example_and_every_padding() {
        assert_eq!(encode("UCloud.cn"), "VUNsb3VkLmNu");
        assert_eq!(["", "f", "fo", "foo", "foob"].map(encode), ["", "Zg==", "Zm8=", "Zm9v", "Zm9vYg=="]);
        assert_eq!(encode("密码?>"), "5a+G56CBPz4=");
    }
}
