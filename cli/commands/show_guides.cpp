// guide
#include <fmt/format.h>

#include "cli/commands/commands.hpp"
#include "cli/commands/guide_texts.hpp"
#include "cli/report/sections.hpp"
#include "cli/session.hpp"
#include "runtime/evaluate/error.hpp"

namespace volley::cli {
namespace {

using runtime::Hash;
using runtime::Value;
using runtime::Values;

int list_guides(Session& session) {
  std::string lines;
  Values topics;
  for (const Guide& guide : guides()) {
    lines += fmt::format("{}\n", guide.topic);
    topics.push_back(Value(guide.topic));
  }
  Sections sections;
  sections.add("Topics", lines);
  sections.add("Additional information", "Use 'volley guide <TOPIC>' to view a specific guide.");
  session.output().document(sections.text(), Value(Hash{{"topics", std::move(topics)}}));
  return 0;
}

}  // namespace

int show_guides(Session& session) {
  if (session.arguments().operands().empty()) {
    return list_guides(session);
  }
  const std::string& topic = session.object();
  for (const Guide& guide : guides()) {
    if (guide.topic == topic) {
      Sections sections;
      sections.add_text(topic, guide.text);
      session.output().document(sections.text(), Value(Hash{{"topic", topic}, {"guide", guide.text}}));
      return 0;
    }
  }
  throw runtime::PlanError(
      "bolt/unknown-topic",
      fmt::format("Unknown topic '{}'. For a list of available topics, run 'volley guide'.", topic));
}

}  // namespace volley::cli
