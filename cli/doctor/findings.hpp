// What `doctor` has found out: facts by topic, and problems with what to do about them. Shown as text or as data.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "runtime/value/hash.hpp"

namespace volley::cli {

struct Finding {
  bool fatal = false;   // the work cannot be done
  std::string subject;  // a target, or empty: this machine
  std::string message;
  std::string advice;  // may be empty
};

class Findings {
 public:
  // Facts of a topic keep their order; a topic is made when it is first named. Names are for people ("open files"), as
  // data their blanks become underscores.
  void fact(std::string_view topic, std::string_view name, runtime::Value value);
  void target(std::string name, bool usable, runtime::Hash facts);
  void warning(std::string message, std::string advice) { problems_.push_back({false, "", message, advice}); }
  void failure(std::string message, std::string advice) { problems_.push_back({true, "", message, advice}); }
  void problem(Finding finding) { problems_.push_back(std::move(finding)); }

  [[nodiscard]] bool usable() const;  // nothing fatal
  [[nodiscard]] std::string text() const;
  [[nodiscard]] runtime::Value data() const;

 private:
  struct Topic {
    std::string name;
    runtime::Hash facts;
  };
  struct TargetFacts {
    std::string name;
    bool usable;
    runtime::Hash facts;
  };
  std::vector<Topic> topics_;
  std::vector<TargetFacts> targets_;
  std::vector<Finding> problems_;
};

}  // namespace volley::cli
