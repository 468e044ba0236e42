// The user's and the system's ssh configuration (ssh_config(5)), read once a run.
//
//   const SshConfig config = SshConfig::of_this_user();
//   const HostSettings settings = config.settings_for("web1", "root");
//
// As with ssh, the first value found for a setting holds.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace volley::transport {

struct HostSettings {
  // Keywords in lower case, with their arguments joined by one space each.
  std::map<std::string, std::string, std::less<>> values;
  std::vector<std::string> identity_files;  // as they stand there
  // A `Match` that only ssh itself can decide stands before anything was decided.
  bool undecided = false;

  [[nodiscard]] std::string value(std::string_view keyword) const;
  [[nodiscard]] bool flag(std::string_view keyword) const { return value(keyword) == "yes"; }
};

class SshConfig {
 public:
  // ~/.ssh/config of $HOME, then /etc/ssh/ssh_config.
  [[nodiscard]] static SshConfig of_this_user();
  // `folder` is where relative paths of Include start.
  void add_file(const std::string& path, const std::string& folder);
  void add_text(std::string_view text, const std::string& folder);

  [[nodiscard]] bool empty() const { return sections_.empty(); }
  // `user` may be empty: the one that the files name, or nobody.
  [[nodiscard]] HostSettings settings_for(const std::string& host, const std::string& user) const;

 private:
  struct Section;
  struct Entry {
    std::string keyword;
    std::vector<std::string> arguments;
    std::vector<Section> included;
  };
  struct Section {
    enum class Kind { Always, Host, Match } kind = Kind::Always;
    std::vector<std::string> patterns;  // of Host; the criteria of Match
    std::vector<Entry> entries;
  };
  static std::vector<Section> parse(std::string_view text, const std::string& folder, int depth);
  static std::vector<Section> include(const std::vector<std::string>& patterns, const std::string& folder, int depth);
  static void apply(const std::vector<Section>& sections, const std::string& host, const std::string& user,
                    HostSettings& settings);
  // Empty when only ssh can tell.
  static std::optional<bool> matches(const Section& section, const std::string& host, const std::string& user,
                                     const HostSettings& settings);

  std::vector<Section> sections_;
};

// `*`, `?`, and `!` in front of a pattern that excludes. Of one name against a list.
[[nodiscard]] bool matches_patterns(const std::vector<std::string>& patterns, std::string_view name);

}  // namespace volley::transport
