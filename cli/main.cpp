#include <string>
#include <vector>

#include "cli/application.hpp"

int main(int count, char** words) {
  return volley::cli::run_application(std::vector<std::string>(words + (count > 0 ? 1 : 0), words + count));
}
