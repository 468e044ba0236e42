// Who may answer for a host: the known_hosts files, read once.
//
// Plain, wildcard, negated and hashed names, `[host]:port`, and the @revoked marker are understood; of lines
// with @cert-authority only their names.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace volley::transport {

enum class HostKeyVerdict { Known, Unknown, Changed, Revoked };

struct HostKeyCheck {
  HostKeyVerdict verdict = HostKeyVerdict::Unknown;
  std::string file;  // of the line that decided, unless Unknown
  int line = 0;
};

class KnownHosts {
 public:
  // ~/.ssh/known_hosts of $HOME and /etc/ssh/ssh_known_hosts.
  [[nodiscard]] static KnownHosts of_this_user();
  void add_file(const std::string& path);
  void add_text(std::string_view text, const std::string& file_name);

  // "host", or "[host]:port" when the port is not 22.
  [[nodiscard]] static std::string name_of(std::string_view host, int port);
  // `key` is in base64, as in the file.
  [[nodiscard]] HostKeyCheck check(const std::string& name, std::string_view key_type, std::string_view key) const;
  // Whether a certificate of the host might be known.
  [[nodiscard]] bool has_authority_for(const std::string& name) const;
  // The types of the keys that the files hold for a host: only these can be verified.
  [[nodiscard]] std::vector<std::string> key_types(const std::string& name) const;

 private:
  struct Entry {
    std::string names;  // the whole first field
    std::string key_type;
    std::string key;
    std::string file;
    int line;
    bool revoked;
  };
  void add_line(std::string_view line, const std::string& file, int number);
  [[nodiscard]] std::vector<const Entry*> entries_for(const std::string& name) const;

  std::vector<std::string> authorities_;
  std::vector<Entry> entries_;
  std::multimap<std::string, std::size_t, std::less<>> plain_;  // names without any pattern
  std::vector<std::size_t> patterns_;                           // everything that has to be tried
};

}  // namespace volley::transport
