// What `doctor` looks at on this machine: the program and its limits, what ssh needs, the project and its inventory.
#pragma once

#include "cli/doctor/findings.hpp"
#include "embedding/workspace.hpp"
#include "runtime/project/project.hpp"

namespace volley::cli {

void examine_program(Findings& findings);
void examine_ssh(Findings& findings);
void examine_project(const runtime::Project& project, Findings& findings);
// Where every target of the inventory would go, and whether the limits of this machine let it.
void examine_inventory(embedding::Workspace& workspace, const std::string& source, Findings& findings);

}  // namespace volley::cli
