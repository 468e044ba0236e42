#include "runtime/type/member_table.hpp"

namespace volley::runtime {

MemberForms::MemberForms(std::string_view type, std::vector<MemberReference> members,
                         const std::vector<LocalType>& types)
    : members_(std::move(members)) {
  for (const MemberReference& member : members_) {
    forms_.emplace_back("function " + std::string(type) + "[" + std::string(member.name) + "]", types,
                        Constructor::Texts{member.parameters});
  }
}

void MemberForms::check(std::size_t position, std::span<const Value> arguments) const {
  static_cast<void>(forms_[position].choose(arguments));
}

}  // namespace volley::runtime
