#include "runtime/yaml_plan/step_kinds.hpp"

namespace volley::runtime {

std::span<const StepKind> step_kinds() {
  static const std::vector<StepKind> kKinds = {
      {"command",
       "run_command",
       {"command", "targets"},
       {"catch_errors", "env_vars", "run_as"},
       {},
       {"command", "targets", "[description]"}},
      {"download",
       "download_file",
       {"download", "destination", "targets"},
       {"catch_errors", "run_as"},
       {},
       {"download", "destination", "targets", "[description]"}},
      {"eval", "", {"eval"}, {}, {}, {}},
      {"message", "out::message", {"message"}, {}, {}, {"message"}},
      {"verbose", "out::verbose", {"verbose"}, {}, {}, {"verbose"}},
      {"plan", "run_plan", {"plan"}, {"catch_errors", "run_as"}, {"parameters"}, {"plan", "[targets]"}},
      {"resources",
       "apply",
       {"resources", "targets"},
       {"catch_errors", "description", "noop", "run_as"},
       {},
       {"targets"}},
      {"script",
       "run_script",
       {"script", "targets"},
       {"catch_errors", "env_vars", "run_as"},
       {"arguments", "pwsh_params"},
       {"script", "targets", "[description]"}},
      {"task",
       "run_task",
       {"targets", "task"},
       {"catch_errors", "noop", "run_as"},
       {"parameters"},
       {"task", "targets", "[description]"}},
      {"upload",
       "upload_file",
       {"destination", "targets", "upload"},
       {"catch_errors", "run_as"},
       {},
       {"upload", "destination", "targets", "[description]"}},
  };
  return kKinds;
}

}  // namespace volley::runtime
