#include "transport/ssh/openssh/multiplex.hpp"

#include "transport/ssh/key_format.hpp"

namespace volley::transport::multiplex {

namespace {

constexpr std::uint32_t kHello = 0x00000001;
constexpr std::uint32_t kNewSession = 0x10000002;
constexpr std::uint32_t kAliveCheck = 0x10000004;
constexpr std::uint32_t kDenied = 0x80000002;
constexpr std::uint32_t kFailure = 0x80000003;
constexpr std::uint32_t kExitMessage = 0x80000004;
constexpr std::uint32_t kAlive = 0x80000005;
constexpr std::uint32_t kSessionOpened = 0x80000006;
constexpr std::uint32_t kNoTerminal = 0x80000008;
constexpr std::uint32_t kNoEscapeCharacter = 0xffffffff;

std::string number_bytes(std::uint32_t number) {
  std::string bytes;
  for (const int shift : {24, 16, 8, 0}) {
    bytes += static_cast<char>((number >> static_cast<unsigned>(shift)) & 0xffU);
  }
  return bytes;
}

std::string greeting() { return text_field(number_bytes(kHello) + number_bytes(kVersion)); }

}  // namespace

std::string open_session(std::string_view command, bool terminal) {
  constexpr std::uint32_t kRequest = 0;
  std::string body = number_bytes(kNewSession) + number_bytes(kRequest) + text_field("");
  const std::uint32_t wants_terminal = terminal ? 1 : 0;
  for (const std::uint32_t number : {wants_terminal, 0U /* X11 */, 0U /* agent */, 0U /* subsystem */}) {
    body += number_bytes(number);
  }
  body += number_bytes(kNoEscapeCharacter) + text_field(terminal ? "xterm" : "") + text_field(command);
  return greeting() + text_field(body);
}

std::string ask_alive() { return greeting() + text_field(number_bytes(kAliveCheck) + number_bytes(0)); }

std::uint32_t length_of(std::string_view four_bytes) { return FieldReader(four_bytes).number(); }

std::optional<Message> read_message(std::string_view packet) {
  FieldReader reader(packet);
  Message message;
  const std::uint32_t type = reader.number();
  const std::uint32_t first = reader.number();
  switch (type) {
    case kHello:
      message.kind = Kind::Hello;
      message.number = first;
      break;
    case kSessionOpened: message.kind = Kind::Opened; break;
    case kDenied:
    case kFailure:
      message.kind = Kind::Refused;
      message.reason = std::string(reader.text());
      break;
    case kExitMessage:
      message.kind = Kind::Exited;
      message.number = reader.number();
      break;
    case kAlive: message.kind = Kind::Alive; break;
    case kNoTerminal: message.kind = Kind::NoTerminal; break;
    default: break;
  }
  if (reader.failed()) {
    return std::nullopt;
  }
  return message;
}

}  // namespace volley::transport::multiplex
