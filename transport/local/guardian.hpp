// Ends what runs on the controller when the controller itself is lost: one small process for all local jobs, which
// reads from a pipe what is running, and ends that when the pipe closes.
//
//   Guardian guardian;
//   guardian.watch(process_group);
//   ... it has ended ...
//   guardian.forget(process_group);
//
// It is started at the first watch(). Safe across threads.
#pragma once

#include <mutex>
#include <set>

namespace volley::transport {

class Guardian {
 public:
  Guardian() = default;
  Guardian(const Guardian&) = delete;
  Guardian& operator=(const Guardian&) = delete;
  ~Guardian();

  void watch(int process_group);
  void forget(int process_group);

 private:
  void start();
  void tell(char what, int process_group) const;

  std::mutex mutex_;
  std::set<int> watched_;
  bool started_ = false;
  int pipe_ = -1;
  int pid_ = -1;
};

}  // namespace volley::transport
