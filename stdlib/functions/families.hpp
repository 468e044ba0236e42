// The table of each family of functions. A family lives in the file of the same name; the tables last as long as the
// program, as the registry demands.
#pragma once

#include <span>

#include "runtime/evaluate/function.hpp"

namespace volley::stdlib {

using Family = std::span<const runtime::FunctionRecord>;

Family iteration_each();
Family iteration_map();
Family iteration_search();
Family iteration_group();
Family iteration_lazy();
Family iteration_tree();
Family collection();
Family ordering();
Family navigation();
Family typing();
Family calling();
Family string_shape();
Family string_pattern();
Family string_format();
Family string_compare();
Family shell_text();
Family digest();
Family numeric();
Family extremes();
Family log();
Family lookup();
Family legacy_lookup();
Family scan_text();
Family module_files();
Family controller();
Family time();
Family templates();
Family unsupported();
Family module_strings();
Family module_shell();
Family module_paths();
Family module_secrets();
Family module_network();
Family module_data();
Family module_formats();
Family module_shortcuts();

}  // namespace volley::stdlib
