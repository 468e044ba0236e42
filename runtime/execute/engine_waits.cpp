// What a fiber waits for besides actions: somebody's answer, a server's, a process of the controller.
#include <cstdlib>

#include "runtime/evaluate/error.hpp"
#include "runtime/execute/engine.hpp"
#include "runtime/execute/restore.hpp"
#include "runtime/puppetdb/client.hpp"

namespace volley::runtime {
namespace {

// What another thread hands over; shared, as it may come after the fiber has gone.
template <typename T>
struct Delivery {
  std::optional<T> content;
};

}  // namespace

// A short sleep rather than a park: an interruption ends sleeps.
void Engine::pause_or_stop() {
  constexpr auto kPause = std::chrono::milliseconds(10);
  scheduler_.sleep_until(parts_.clock.now() + kPause);
  if (executor_.interrupted()) {
    throw Interrupted{};
  }
}

std::string Engine::ask(const Question& question) {
  while (asking_) {
    pause_or_stop();
  }
  const Restore turn(asking_, true);
  const struct Done {
    Prompter& prompter;
    ~Done() { prompter.done(); }
  } done{*parts_.prompter};
  parts_.prompter->ask(question);
  for (;;) {
    if (std::optional<std::string> line = parts_.prompter->answer()) {
      return *std::move(line);
    }
    pause_or_stop();
  }
}

HttpResponse Engine::post(HttpRequest request) {
  if (parts_.http == nullptr) {
    return {0, "", "this program makes no http requests"};
  }
  const auto delivery = std::make_shared<Delivery<HttpResponse>>();
  parts_.http->post(std::move(request), [delivery, &scheduler = scheduler_](HttpResponse response) {
    auto shared = std::make_shared<HttpResponse>(std::move(response));
    scheduler.post([delivery, shared] { delivery->content = std::move(*shared); });
  });
  while (!delivery->content) {
    pause_or_stop();
  }
  return *std::move(delivery->content);
}

PuppetDb& Engine::puppetdb(const std::string& instance) {
  const std::string& name = instance.empty() ? parts_.puppetdb_instance : instance;
  auto& database = databases_[name];
  if (database == nullptr) {
    const char* home = std::getenv("HOME");  // NOLINT(concurrency-mt-unsafe): nothing sets variables
    database = std::make_unique<PuppetDb>(
        puppetdb_settings(parts_.project, name, home == nullptr ? "" : home),
        [this](HttpRequest request) { return post(std::move(request)); },
        [this](const std::string& message) { log(LogLevel::Error, message); });
  }
  return *database;
}

Outcome Engine::run_locally(std::string command) {
  Transport* transport = find_transport("local");
  if (transport == nullptr) {
    throw EvaluationError("Nothing can be run on the controller here");
  }
  TargetAddress controller;
  controller.name = "localhost";
  const auto job = std::make_shared<const Job>(Job{CommandJob{std::move(command)}, {}, {}, {}});
  const auto delivery = std::make_shared<Delivery<Outcome>>();
  const auto self = scheduler_.current();
  transport->start(transport->endpoint(controller), job, {}, executor_.stop_token(),
                   [delivery, self, &scheduler = scheduler_](Outcome outcome) {
                     auto shared = std::make_shared<Outcome>(std::move(outcome));
                     scheduler.post([delivery, shared, self, &scheduler] {
                       delivery->content = std::move(*shared);
                       scheduler.wake(self);
                     });
                   });
  while (!delivery->content) {
    scheduler_.park();
  }
  if (executor_.interrupted()) {
    throw Interrupted{};
  }
  return *std::move(delivery->content);
}

}  // namespace volley::runtime
