// Starts jobs on a transport and waits for their outcomes.
#pragma once

#include <chrono>
#include <future>
#include <memory>
#include <string>
#include <vector>

#include "runtime/execute/transport.hpp"

namespace volley::transport::testing {

using runtime::Outcome;

inline std::future<Outcome> begin(runtime::Transport& transport, std::shared_ptr<const runtime::Endpoint> endpoint,
                                  std::shared_ptr<const runtime::Job> job, std::stop_token stop = {}) {
  auto promise = std::make_shared<std::promise<Outcome>>();
  auto future = promise->get_future();
  transport.start(std::move(endpoint), std::move(job), {}, std::move(stop),
                  [promise](Outcome outcome) { promise->set_value(std::move(outcome)); });
  return future;
}

inline Outcome wait_for(std::future<Outcome>& future) {
  if (future.wait_for(std::chrono::seconds(60)) != std::future_status::ready) {
    return Outcome::failure(runtime::Ending::Unknown, "test", "TEST", "no outcome within 60 seconds");
  }
  return future.get();
}

inline Outcome run(runtime::Transport& transport, std::shared_ptr<const runtime::Endpoint> endpoint, runtime::Job job) {
  auto future = begin(transport, std::move(endpoint), std::make_shared<const runtime::Job>(std::move(job)));
  return wait_for(future);
}

inline runtime::SharedContent content(std::string text) { return std::make_shared<const std::string>(std::move(text)); }

inline runtime::Job command(std::string line, runtime::EnvironmentVariables environment = {}) {
  return {runtime::CommandJob{std::move(line)}, std::move(environment), {}};
}

inline runtime::Job script(std::string text, std::vector<std::string> arguments = {}) {
  return {runtime::ScriptJob{"it's a script.sh", content(std::move(text)), std::move(arguments)}, {}, {}};
}

inline runtime::TaskJob task(std::string text, std::string json = "{}",
                             runtime::EnvironmentVariables environment = {}) {
  runtime::TaskJob job;
  job.task_name = "demo::t";
  job.file_name = "t.sh";
  job.content = content(std::move(text));
  job.directory = "demo/tasks";
  job.input_json = std::move(json);
  job.input_environment = std::move(environment);
  return job;
}

// Every byte, several times, behind a line that makes it a script which prints its own size and checksum.
inline std::string binary_script() {
  std::string text = "#!/bin/sh\ncksum < \"$0\"\nexit 0\n";
  for (int i = 0; i < 4096; ++i) {
    text += static_cast<char>(i * 7 + i / 256);
  }
  return text;
}

}  // namespace volley::transport::testing
