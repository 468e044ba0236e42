// The implementations behind the command table. Each answers the exit status; errors leave as exceptions.
#pragma once

namespace volley::cli {

class Session;

int evaluate(Session& session);
int run_doctor(Session& session);
int run_command(Session& session);
int run_script(Session& session);
int run_task(Session& session);
int run_plan(Session& session);
int convert_plan(Session& session);
int new_plan(Session& session);
int look_up(Session& session);
int init_project(Session& session);
int migrate_project(Session& session);
int show_guides(Session& session);
int show_modules(Session& session);
int install_modules(Session& session);
int show_plugins(Session& session);
int create_secret_keys(Session& session);
int encrypt_secret(Session& session);
int decrypt_secret(Session& session);
int upload_file(Session& session);
int download_file(Session& session);
int show_functions(Session& session);
int show_types(Session& session);
int show_tasks(Session& session);
int show_plans(Session& session);
int show_inventory(Session& session);
int show_groups(Session& session);

}  // namespace volley::cli
