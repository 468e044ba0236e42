#include "transport/ssh/ssh_config.hpp"

#include <glob.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include "transport/ssh/wildcard.hpp"

namespace volley::transport {

namespace {

constexpr int kIncludeDepth = 16;  // as ssh has it

std::string lower(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return result;
}

// Words are separated by blanks, and by one `=` after the keyword; quotes keep blanks together.
std::vector<std::string> words_of(std::string_view line) {
  std::vector<std::string> words;
  std::size_t i = 0;
  const auto blank = [&](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\f'; };
  while (i < line.size()) {
    while (i < line.size() && (blank(line[i]) || (words.size() == 1 && line[i] == '='))) {
      ++i;
    }
    if (i == line.size() || line[i] == '#') {
      break;
    }
    std::string word;
    char quote = '\0';
    for (; i < line.size() && (quote != '\0' || !(blank(line[i]) || (words.empty() && line[i] == '='))); ++i) {
      if (quote == '\0' && (line[i] == '"' || line[i] == '\'')) {
        quote = line[i];
      } else if (line[i] == quote) {
        quote = '\0';
      } else {
        word += line[i];
      }
    }
    words.push_back(word);
  }
  return words;
}

std::string home_folder() {
  const char* home = std::getenv("HOME");
  return home == nullptr ? "" : home;
}

std::vector<std::string> split_at_commas(const std::string& text) {
  std::vector<std::string> parts;
  std::istringstream stream(text);
  for (std::string part; std::getline(stream, part, ',');) {
    parts.push_back(part);
  }
  return parts;
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) {
    text += (text.empty() ? "" : " ") + word;
  }
  return text;
}

}  // namespace

bool matches_patterns(const std::vector<std::string>& patterns, std::string_view name) {
  bool matches = false;
  for (const std::string& pattern : patterns) {
    if (pattern.starts_with('!')) {
      if (wildcard_matches(pattern.substr(1), name)) {
        return false;
      }
    } else {
      matches = matches || wildcard_matches(pattern, name);
    }
  }
  return matches;
}

std::string HostSettings::value(std::string_view keyword) const {
  const auto found = values.find(keyword);
  return found == values.end() ? "" : found->second;
}

SshConfig SshConfig::of_this_user() {
  SshConfig config;
  if (const std::string home = home_folder(); !home.empty()) {
    config.add_file(home + "/.ssh/config", home + "/.ssh");
  }
  config.add_file("/etc/ssh/ssh_config", "/etc/ssh");
  return config;
}

void SshConfig::add_file(const std::string& path, const std::string& folder) {
  if (std::ifstream file(path, std::ios::binary); file) {
    std::stringstream text;
    text << file.rdbuf();
    add_text(text.str(), folder);
  }
}

void SshConfig::add_text(std::string_view text, const std::string& folder) {
  for (Section& section : parse(text, folder, 0)) {
    sections_.push_back(std::move(section));
  }
}

std::vector<SshConfig::Section> SshConfig::parse(std::string_view text, const std::string& folder, int depth) {
  std::vector<Section> sections(1);
  for (std::size_t position = 0; position < text.size();) {
    const std::size_t end = std::min(text.find('\n', position), text.size());
    std::vector<std::string> words = words_of(text.substr(position, end - position));
    position = end + 1;
    if (words.empty()) {
      continue;
    }
    const std::string keyword = lower(words.front());
    words.erase(words.begin());
    if (keyword == "host" || keyword == "match") {
      sections.push_back({keyword == "host" ? Section::Kind::Host : Section::Kind::Match, words, {}});
    } else if (keyword == "include") {
      sections.back().entries.push_back({keyword, {}, include(words, folder, depth + 1)});
    } else {
      sections.back().entries.push_back({keyword, words, {}});
    }
  }
  return sections;
}

std::vector<SshConfig::Section> SshConfig::include(const std::vector<std::string>& patterns, const std::string& folder,
                                                   int depth) {
  std::vector<Section> sections;
  for (const std::string& pattern : depth > kIncludeDepth ? std::vector<std::string>{} : patterns) {
    const std::string path = pattern.starts_with("~/")  ? home_folder() + pattern.substr(1)
                             : pattern.starts_with('/') ? pattern
                                                        : folder + "/" + pattern;
    glob_t found{};
    if (::glob(path.c_str(), 0, nullptr, &found) == 0) {
      for (std::size_t i = 0; i < found.gl_pathc; ++i) {
        std::ifstream file(found.gl_pathv[i], std::ios::binary);
        std::stringstream text;
        text << file.rdbuf();
        for (Section& section : parse(text.str(), folder, depth)) {
          sections.push_back(std::move(section));
        }
      }
    }
    ::globfree(&found);
  }
  return sections;
}

std::optional<bool> SshConfig::matches(const Section& section, const std::string& host, const std::string& user,
                                       const HostSettings& settings) {
  if (section.kind == Section::Kind::Always) {
    return true;
  }
  if (section.kind == Section::Kind::Host) {
    return matches_patterns(section.patterns, host);
  }
  const std::vector<std::string>& criteria = section.patterns;
  bool all = true;
  for (std::size_t i = 0; i < criteria.size(); ++i) {
    const std::string criterion = lower(criteria[i]);
    if (criterion == "all") {
      continue;
    }
    const bool negated = criterion.starts_with('!');
    const std::string name = negated ? criterion.substr(1) : criterion;
    if (i + 1 == criteria.size() || (name != "host" && name != "originalhost" && name != "user")) {
      return std::nullopt;
    }
    const std::string configured_host = settings.value("hostname").empty() ? host : settings.value("hostname");
    const std::string configured_user = user.empty() ? settings.value("user") : user;
    const std::string subject = name == "user" ? configured_user : name == "host" ? configured_host : host;
    if (subject.empty()) {
      return std::nullopt;
    }
    all = all && matches_patterns(split_at_commas(criteria[++i]), subject) != negated;
  }
  return all;
}

void SshConfig::apply(const std::vector<Section>& sections, const std::string& host, const std::string& user,
                      HostSettings& settings) {
  for (const Section& section : sections) {
    const std::optional<bool> holds = matches(section, host, user, settings);
    settings.undecided = settings.undecided || !holds;
    if (!holds.value_or(false)) {
      continue;
    }
    for (const Entry& entry : section.entries) {
      if (entry.keyword == "include") {
        apply(entry.included, host, user, settings);
      } else if (entry.keyword == "identityfile") {
        settings.identity_files.push_back(joined(entry.arguments));
      } else {
        settings.values.emplace(entry.keyword, joined(entry.arguments));
      }
    }
  }
}

HostSettings SshConfig::settings_for(const std::string& host, const std::string& user) const {
  HostSettings settings;
  apply(sections_, host, user, settings);
  return settings;
}

}  // namespace volley::transport
