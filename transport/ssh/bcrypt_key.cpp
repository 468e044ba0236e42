#include "transport/ssh/bcrypt_key.hpp"

#include <openssl/bn.h>
#include <openssl/sha.h>

#include <algorithm>
#include <array>
#include <functional>
#include <memory>
#include <vector>

namespace volley::transport {

namespace {

using Bytes = std::basic_string_view<unsigned char>;
using Digest = std::array<unsigned char, SHA512_DIGEST_LENGTH>;

constexpr std::size_t kSubkeys = 18;
constexpr std::size_t kBoxSize = 256;
constexpr std::size_t kWords = kSubkeys + 4 * kBoxSize;
constexpr std::size_t kBlock = 32;  // what one hash gives

struct FreeNumber {
  void operator()(BIGNUM* number) const { BN_free(number); }
};
using Number = std::unique_ptr<BIGNUM, FreeNumber>;

// The arc tangent of 1/x, times 2^bits.
Number arc_cotangent(BN_ULONG x, int bits) {
  Number power(BN_new());
  Number sum(BN_new());
  Number term(BN_new());
  BN_set_bit(power.get(), bits);
  BN_div_word(power.get(), x);
  BN_zero(sum.get());
  bool add = true;
  for (BN_ULONG odd = 1; !BN_is_zero(power.get()); odd += 2) {
    BN_copy(term.get(), power.get());
    BN_div_word(term.get(), odd);
    add ? BN_add(sum.get(), sum.get(), term.get()) : BN_sub(sum.get(), sum.get(), term.get());
    add = !add;
    BN_div_word(power.get(), x * x);
  }
  return sum;
}

// Blowfish begins with the digits of pi behind the point; these are computed (Machin), not kept.
std::array<std::uint32_t, kWords> digits_of_pi() {
  constexpr int kSpare = 64;
  constexpr int kBits = static_cast<int>(kWords) * 32;
  const Number pi = arc_cotangent(5, kBits + kSpare);
  const Number less = arc_cotangent(239, kBits + kSpare);
  BN_mul_word(pi.get(), 16);
  BN_mul_word(less.get(), 4);
  BN_sub(pi.get(), pi.get(), less.get());
  BN_mask_bits(pi.get(), kBits + kSpare);
  BN_rshift(pi.get(), pi.get(), kSpare);
  std::vector<unsigned char> bytes(kWords * 4);
  BN_bn2binpad(pi.get(), bytes.data(), static_cast<int>(bytes.size()));
  std::array<std::uint32_t, kWords> words{};
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    words[i / 4] = (words[i / 4] << 8U) | bytes[i];
  }
  return words;
}

// Reads big-endian words from a text, over and over.
class Stream {
 public:
  explicit Stream(Bytes text) : text_(text) {}
  std::uint32_t next() {
    std::uint32_t word = 0;
    for (int i = 0; i < 4; ++i) {
      word = (word << 8U) | text_[position_];
      position_ = (position_ + 1) % text_.size();
    }
    return word;
  }

 private:
  Bytes text_;
  std::size_t position_ = 0;
};

class Blowfish {
 public:
  Blowfish() {
    static const std::array<std::uint32_t, kWords> initial = digits_of_pi();
    words_ = initial;
  }
  // Without a salt nothing is mixed in.
  void expand(Bytes key, Bytes salt) {
    Stream key_words(key);
    for (std::size_t i = 0; i < kSubkeys; ++i) {
      words_[i] ^= key_words.next();
    }
    Stream salt_words(salt);
    std::uint32_t left = 0;
    std::uint32_t right = 0;
    for (std::size_t i = 0; i < kWords; i += 2) {
      if (!salt.empty()) {
        left ^= salt_words.next();
        right ^= salt_words.next();
      }
      encrypt(left, right);
      words_[i] = left;
      words_[i + 1] = right;
    }
  }
  void encrypt(std::uint32_t& left, std::uint32_t& right) const {
    for (std::size_t round = 0; round < 16; round += 2) {
      left ^= words_[round];
      right ^= mix(left);
      right ^= words_[round + 1];
      left ^= mix(right);
    }
    const std::uint32_t last = left ^ words_[16];
    left = right ^ words_[17];
    right = last;
  }

 private:
  [[nodiscard]] std::uint32_t box(std::size_t number, std::uint32_t index) const {
    return words_[kSubkeys + number * kBoxSize + (index & 0xFFU)];
  }
  [[nodiscard]] std::uint32_t mix(std::uint32_t x) const {
    return ((box(0, x >> 24U) + box(1, x >> 16U)) ^ box(2, x >> 8U)) + box(3, x);
  }

  std::array<std::uint32_t, kWords> words_{};
};

Bytes bytes_of(std::string_view text) { return {reinterpret_cast<const unsigned char*>(text.data()), text.size()}; }

Digest digest_of(Bytes text) {
  Digest digest;
  SHA512(text.data(), text.size(), digest.data());
  return digest;
}

std::array<unsigned char, kBlock> hash(const Digest& passphrase, const Digest& salt) {
  constexpr std::string_view kPlain = "OxychromaticBlowfishSwatDynamite";
  constexpr int kTimes = 64;
  const Bytes key(passphrase.data(), passphrase.size());
  const Bytes salted(salt.data(), salt.size());
  Blowfish cipher;
  cipher.expand(key, salted);
  for (int i = 0; i < kTimes; ++i) {
    cipher.expand(salted, {});
    cipher.expand(key, {});
  }
  Stream plain(bytes_of(kPlain));
  std::array<unsigned char, kBlock> result{};
  for (std::size_t at = 0; at < kBlock; at += 8) {
    std::uint32_t left = plain.next();
    std::uint32_t right = plain.next();
    for (int i = 0; i < kTimes; ++i) {
      cipher.encrypt(left, right);
    }
    for (std::size_t i = 0; i < 4; ++i) {
      result[at + i] = static_cast<unsigned char>(left >> (8 * i));
      result[at + 4 + i] = static_cast<unsigned char>(right >> (8 * i));
    }
  }
  return result;
}

}  // namespace

std::string bcrypt_key(std::string_view passphrase, std::string_view salt, std::uint32_t rounds, std::size_t size) {
  const Digest secret = digest_of(bytes_of(passphrase));
  const std::size_t blocks = (size + kBlock - 1) / kBlock;
  std::string key(size, '\0');
  for (std::size_t block = 0; block < blocks; ++block) {
    const auto number = static_cast<std::uint32_t>(block + 1);
    std::basic_string<unsigned char> numbered(bytes_of(salt));
    for (const unsigned shift : {24U, 16U, 8U, 0U}) {
      numbered += static_cast<unsigned char>(number >> shift);
    }
    std::array<unsigned char, kBlock> round = hash(secret, digest_of(numbered));
    std::array<unsigned char, kBlock> sum = round;
    for (std::uint32_t i = 1; i < rounds; ++i) {
      round = hash(secret, digest_of({round.data(), round.size()}));
      std::transform(sum.begin(), sum.end(), round.begin(), sum.begin(), std::bit_xor<>());
    }
    // The bytes of the blocks are dealt out in turn.
    for (std::size_t i = 0; i * blocks + block < size; ++i) {
      key[i * blocks + block] = static_cast<char>(sum[i]);
    }
  }
  return key;
}

}  // namespace volley::transport
