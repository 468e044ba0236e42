// Runs a command on targets and prints what each of them said: embedding_example [COMMAND [TARGETS]]
#include <exception>
#include <iostream>
#include <string>

#include <volley/engine.hpp>

namespace {

std::string argument(int count, char** words, int position, const char* otherwise) {
  return count > position ? words[position] : otherwise;
}

void print(const volley::TargetReport& target) {
  std::cout << target.name << (target.status == volley::Status::Success ? " succeeded: " : " failed: ")
            << target.value_json << '\n';
}

int run(const std::string& command, const std::string& targets) {
  volley::Engine engine(volley::EngineOptions{});
  const volley::RunReport report = engine.run_command(command, targets);
  for (const volley::TargetReport& target : report.targets) {
    print(target);
  }
  return report.ok ? 0 : 1;
}

}  // namespace

int main(int count, char** words) {
  try {
    std::cout << "Volley " << volley::version() << '\n';
    return run(argument(count, words, 1, "echo hello from Volley"), argument(count, words, 2, "localhost"));
  } catch (const volley::Error& error) {
    std::cerr << error.kind() << ": " << error.what() << '\n';
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
  }
  return 2;
}
