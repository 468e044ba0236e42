#include "cli/commands/guide_texts.hpp"

namespace volley::cli {

std::span<const Guide> guides() {
  static constexpr Guide kGuides[] = {
      {"debugging", R"(When something does not work:

volley doctor looks at this machine, the project and, with --targets, at targets, and says what to do.

--log-level debug shows what happens on the way; --log-level trace shows more.

volley inventory show --detail prints what the inventory makes of each target: its user, its transport, its options.

volley eval prints the value of a snippet of the plan language.)"},
      {"inventory",
       R"(The inventory says which targets there are and how to reach them. It is the file inventory.yaml of
the project, another one with --inventoryfile, or the text of $BOLT_INVENTORY.

Targets stand in groups, groups stand in groups; all of them are in the group 'all'. Groups and
targets have config, facts, vars and features. What a target says counts more than what its groups
say, and an inner group more than the one around it.

A value may be a reference to a plugin, a hash with the key _plugin. 'volley plugin show' lists them.)"},
      {"links", R"(In the project's folder docs:

command-line.md  commands, options, exit status
functions.md     the functions that plans call
language.md      the plan language
types.md         its types
transport.md     ssh and the local machine)"},
      {"logging", R"(Messages go to stderr, results to stdout. --log-level, or 'log' in bolt-project.yaml, says which
messages are shown: trace, debug, info, warn, error or fatal.

Plans write messages with log::info and its kin, and print with out::message.

Warnings end with an ID. 'disable-warnings' in bolt-project.yaml lists those to leave out.)"},
      {"module", R"(A module is a folder with plans, tasks, functions, types, files and scripts, each in a folder of
that name. What is in it is known by the module's name: the file plans/web.pp of the module 'shop'
defines the plan shop::web.

'volley module show' lists the modules that there are.)"},
      {"modulepath",
       R"(The module path is the list of folders in which modules are looked for; the first one found counts.

It is 'modules' in the project's folder, unless --modulepath or 'modulepath' in bolt-project.yaml
says otherwise, and '.modules' after it. A project with a name is a module as well, before all others.)"},
      {"project", R"(A project is a folder with a bolt-project.yaml. It holds the inventory, and plans and tasks when
bolt-project.yaml gives it a name. 'volley project init' makes one of the current folder.

The project is the one that $BOLT_PROJECT or --project names, or else the next one from the current
folder upwards: a folder 'Boltdir' or one with a bolt-project.yaml. Without one it is ~/.puppetlabs/bolt.)"},
      {"targets", R"(--targets takes names, groups, globs and URIs, separated by commas or spaces:

web1,db            a target and all targets of a group
web*               targets and groups whose names match
ssh://me@host:22   a target that no inventory knows
@FILE and -        the same from a file or from stdin

--rerun failure takes the targets that failed the last time.)"},
      {"transports", R"(A transport is a way to work on a target.

ssh     over a connection that is kept for further actions; the default
local   on this machine; the default for the target 'localhost'
remote  on behalf of a device, on another target

The key 'transport' of a target's config, or the scheme of its URI, chooses one; its options stand
under its name.)"},
  };
  return kGuides;
}

}  // namespace volley::cli
