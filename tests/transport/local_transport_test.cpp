#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <thread>

#include "tests/transport/run_and_wait.hpp"
#include "transport/local/local_transport.hpp"
#include "transport/mock/mock_transport.hpp"
#include "transport/unique_name.hpp"

using namespace volley;
using namespace volley::transport;
using namespace volley::transport::testing;
using runtime::Ending;

namespace {

struct Local {
  EventLoops loops;
  LocalTransport transport{loops, runtime::OutputLimits{1UL << 20U, 1UL << 18U, 1UL << 30U, 8UL << 20U}};
  runtime::TargetAddress address;
  Local() { address.name = "here"; }
  Outcome run(runtime::Job job) { return testing::run(transport, transport.endpoint(address), std::move(job)); }
};

}  // namespace

TEST_CASE("local commands") {
  Local local;
  const Outcome shell = local.run(command("echo out; echo err >&2; exit 4"));
  CHECK(shell.ending == Ending::Completed);
  CHECK(shell.exit_code == 4);
  CHECK(shell.standard_output == "out\n");
  CHECK(shell.standard_error == "err\n");
  CHECK(local.run(command("echo $A", {{"A", "b  c'\n"}})).standard_output == "b c'\n");
  const Outcome missing = local.run(command("nosuchprogram_zz"));
  CHECK(missing.ending == Ending::Failed);
  CHECK(missing.message == "No such file or directory - nosuchprogram_zz");
  CHECK_FALSE(local.run(command("kill -9 $$")).exit_code);
  CHECK(local.run(command("cat")).exit_code == 0);
  CHECK(local.run(command("exit 126")).standard_error.find("noexec") != std::string::npos);
}

TEST_CASE("local output is bounded and background processes are not waited for") {
  Local local;
  const Outcome flood = local.run(command("while :; do echo aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa; done"));
  CHECK(flood.ending == Ending::Completed);
  CHECK(flood.output_limit_reached);
  REQUIRE(flood.output_files.size() == 1);
  CHECK(std::filesystem::file_size(flood.output_files[0]) == 8UL << 20U);
  std::filesystem::remove_all(std::filesystem::path(flood.output_files[0]).parent_path());
  const auto before = std::chrono::steady_clock::now();
  CHECK(local.run(command("sleep 20 & echo started")).standard_output == "started\n");
  CHECK(std::chrono::steady_clock::now() - before < std::chrono::seconds(10));
}

TEST_CASE("local scripts and tasks are files in a private directory") {
  Local local;
  const Outcome outcome = local.run(script("#!/bin/sh\nprintf '<%s>' \"$@\"\n", {"a b", "", "it's\n"}));
  CHECK(outcome.standard_output == "<a b><><it's\n>");
  CHECK(local.run(script("echo no first line\n")).standard_output == "no first line\n");
  const Outcome input =
      local.run({task("#!/bin/sh\ncat; echo; printf '%s' \"$PT_a\"; stat -c %a \"$(dirname \"$0\")\"\n",
                      R"({"a":"x\ny'"})", {{"PT_a", "x\ny'\""}}),
                 {},
                 {}});
  CHECK(input.standard_output == "{\"a\":\"x\\ny'\"}\nx\ny'\"700\n");
  runtime::TaskJob with_files = task(
      "#!/bin/sh\ncat; echo \" $PT__installdir\"; cat $PT__installdir/m/files/f; echo $0\n", R"({"_task":"demo::t"})");
  with_files.files = {{"m/files/f", content("beside\n")}};
  const Outcome files = local.run({with_files, {}, {}});
  CHECK(files.standard_output.find("{\"_task\":\"demo::t\",\"_installdir\":\"/tmp/") == 0);
  CHECK(files.standard_output.find("beside\n/tmp/") != std::string::npos);
  CHECK(files.standard_output.find("/demo/tasks/t.sh\n") != std::string::npos);
}

TEST_CASE("local interruption ends the whole process group") {
  Local local;
  std::stop_source stop;
  const auto job = std::make_shared<const runtime::Job>(command("sleep 300 | sleep 300; true"));
  auto future = begin(local.transport, local.transport.endpoint(local.address), job, stop.get_token());
  std::this_thread::sleep_for(std::chrono::milliseconds(100));
  stop.request_stop();
  const Outcome outcome = wait_for(future);
  CHECK(outcome.ending == Ending::Unknown);
  CHECK(outcome.message.find("interrupted") != std::string::npos);
}

TEST_CASE("local uploads and downloads copy") {
  Local local;
  const std::filesystem::path base = "/tmp/volley-test-" + unique_name();
  std::filesystem::create_directories(base / "from/sub");
  std::ofstream(base / "from/sub/a") << "one";
  CHECK(local.run({runtime::UploadJob{base / "from", base / "to"}, {}, {}}).ending == Ending::Completed);
  CHECK(std::filesystem::exists(base / "to/sub/a"));
  CHECK(local.run({runtime::UploadJob{base / "from/sub/a", base / "no/dir/x"}, {}, {}}).ending == Ending::Failed);
  const Outcome down = local.run({runtime::DownloadJob{base / "to", base / "dl"}, {}, {}});
  CHECK(down.downloaded_to == base / "dl/here/to");
  CHECK(std::filesystem::exists(base / "dl/here/to/sub/a"));
  std::filesystem::remove_all(base);
}

TEST_CASE("a mock transport answers in the order of virtual time") {
  MockTransport mock([](const std::string& target, const runtime::Job&) {
    MockAnswer answer;
    answer.outcome.standard_output = target;
    answer.takes = std::chrono::milliseconds(target == "slow" ? 500 : 10);
    return answer;
  });
  std::string order;
  for (const char* name : {"slow", "quick"}) {
    runtime::TargetAddress address;
    address.name = name;
    mock.start(mock.endpoint(address), std::make_shared<const runtime::Job>(), {}, {},
               [&order](const Outcome& outcome) { order += outcome.standard_output + " "; });
  }
  while (mock.deliver_next()) {
  }
  CHECK(order == "quick slow ");
  CHECK(mock.now() == std::chrono::milliseconds(500));
}
