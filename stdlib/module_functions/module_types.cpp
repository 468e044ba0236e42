#include "stdlib/module_functions/module_types.hpp"

#include <vector>

#include "stdlib/module_functions/address_types.hpp"

namespace volley::stdlib {
namespace {

using runtime::TypeRecord;

std::vector<TypeRecord> all_types() {
  std::vector<TypeRecord> types = address_types();
  const TypeRecord others[] = {
      {"Stdlib::Absolutepath", R"(Variant[Stdlib::Windowspath, Stdlib::Unixpath])"},
      {"Stdlib::Base32", R"(Pattern[/\A[a-z2-7]+={,6}\z/, /\A[A-Z2-7]+={,6}\z/])"},
      {"Stdlib::Base64", R"(Pattern[/\A[a-zA-Z0-9\/\+]+={,2}\z/])"},
      {"Stdlib::CreateResources", R"(Hash[String[1], Hash[String[1], Any]])"},
      {"Stdlib::Datasize", R"(Pattern[/^\d+(?i:[kmgt]b?|b)$/])"},
      {"Stdlib::Dns::Zone", R"(Pattern[/\A((([a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])\.)+|\.)\z/])"},
      {"Stdlib::Email", R"(Pattern[/\A[a-zA-Z0-9.!#$%&'*+\/=?^_`{|}~-]+@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)"
                        R"((?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*\z/])"},
      {"Stdlib::Ensure::File", R"(Enum['present', 'file', 'directory', 'link', 'absent'])"},
      {"Stdlib::Ensure::File::Directory", R"(Enum['directory', 'absent'])"},
      {"Stdlib::Ensure::File::File", R"(Enum['file', 'absent'])"},
      {"Stdlib::Ensure::File::Link", R"(Enum['link', 'absent'])"},
      {"Stdlib::Ensure::Package",
       R"(Variant[Enum['present', 'absent', 'purged', 'disabled', 'installed', 'latest'], String[1]])"},
      {"Stdlib::Ensure::Service", R"(Enum['stopped', 'running'])"},
      {"Stdlib::Filemode",
       R"(Pattern[/\A(([0-7]{1,4})|(([ugoa]*([-+=]([rwxXst]*|[ugo]))+|[-+=][0-7]+)(,([ugoa]*([-+=]([)"
       R"(rwxXst]*|[ugo]))+|[-+=][0-7]+))*))\z/])"},
      {"Stdlib::Filesource",
       R"(Variant[Stdlib::Absolutepath, Stdlib::HTTPUrl, Pattern[/\Afile:\/\/\/([^\n\/\0]+(\/)?)+\z/, /)"
       R"(\Apuppet:\/\/(([\w-]+\.?)+)?\/([^\n\/\0]+(\/)?)+\z/]])"},
      {"Stdlib::Fqdn", R"(Pattern[/\A(([a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9\-]*[a-zA-Z0-9])\.)*([A-Za-z0-9]|[A-Za-z0-9])"
                       R"([A-Za-z0-9\-]*[A-Za-z0-9])\z/])"},
      {"Stdlib::HTTPSUrl", R"(Pattern[/(?i:\Ahttps:\/\/.*\z)/])"},
      {"Stdlib::HTTPUrl", R"(Pattern[/(?i:\Ahttps?:\/\/.*\z)/])"},
      {"Stdlib::Host", R"(Variant[Stdlib::Fqdn, Stdlib::IP::Address])"},
      {"Stdlib::Http::Method",
       R"(Enum['ACL', 'BASELINE-CONTROL', 'BIND', 'CHECKIN', 'CHECKOUT', 'CONNECT', 'COPY', 'DELETE', )"
       R"('GET', 'HEAD', 'LABEL', 'LINK', 'LOCK', 'MERGE', 'MKACTIVITY', 'MKCALENDAR', 'MKCOL', )"
       R"('MKREDIRECTREF', 'MKWORKSPACE', 'MOVE', 'OPTIONS', 'ORDERPATCH', 'PATCH', 'POST', 'PRI', )"
       R"('PROPFIND', 'PROPPATCH', 'PUT', 'REBIND', 'REPORT', 'SEARCH', 'TRACE', 'UNBIND', 'UNCHECKOUT', )"
       R"('UNLINK', 'UNLOCK', 'UPDATE', 'UPDATEREDIRECTREF', 'VERSION-CONTROL'])"},
      {"Stdlib::Http::Status", R"(Integer[100, 599])"},
      {"Stdlib::HttpStatus", R"(Stdlib::Http::Status)"},
      {"Stdlib::MAC", R"(Pattern[/\A([0-9A-Fa-f]{2}[:-]){5}([0-9A-Fa-f]{2})\z/, /\A([0-9A-Fa-f]{2}[:-]){19}([0-9A-Fa)"
                      R"(-f]{2})\z/])"},
      {"Stdlib::ObjectStore", R"(Variant[Stdlib::ObjectStore::GSUri, Stdlib::ObjectStore::S3Uri])"},
      {"Stdlib::ObjectStore::GSUri", R"(Pattern[/\Ags:\/\/.*\z/])"},
      {"Stdlib::ObjectStore::S3Uri", R"(Pattern[/\As3:\/\/.*\z/])"},
      {"Stdlib::Port", R"(Integer[0, 65535])"},
      {"Stdlib::Port::Dynamic", R"(Integer[49152, 65535])"},
      {"Stdlib::Port::Ephemeral", R"(Stdlib::Port::Dynamic)"},
      {"Stdlib::Port::Privileged", R"(Integer[1, 1023])"},
      {"Stdlib::Port::Registered", R"(Stdlib::Port::User)"},
      {"Stdlib::Port::Unprivileged", R"(Integer[1024, 65535])"},
      {"Stdlib::Port::User", R"(Integer[1024, 49151])"},
      {"Stdlib::Syslogfacility",
       R"(Enum['kern', 'user', 'mail', 'daemon', 'auth', 'syslog', 'lpr', 'news', 'uucp', 'cron', )"
       R"('authpriv', 'ftp', 'ntp', 'security', 'console', 'solaris-cron', 'local0', 'local1', 'local2', )"
       R"('local3', 'local4', 'local5', 'local6', 'local7'])"},
      {"Stdlib::Unixpath", R"(Pattern[/\A\/([^\n\/\0]+\/*)*\z/])"},
      {"Stdlib::Windowspath",
       R"(Pattern[/\A(([a-zA-Z]:[\\\/])|([\\\/][\\\/][^\\\/]+[\\\/][^\\\/]+)|([\\\/][\\\/]\?[\\\/][^)"
       R"(\\\/]+)).*\z/])"},
      {"Stdlib::Yes_no", R"(Pattern[/\A(?i:(yes|no))\z/])"},
  };
  types.insert(types.end(), std::begin(others), std::end(others));
  return types;
}

}  // namespace

std::span<const TypeRecord> module_types() {
  static const std::vector<TypeRecord> kTypes = all_types();
  return kTypes;
}

}  // namespace volley::stdlib
