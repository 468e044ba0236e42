#include "runtime/type/type_reference.hpp"

#include <algorithm>
#include <array>

namespace volley::runtime {
namespace {

using enum TypeGroup;

constexpr auto kReferences = std::to_array<TypeReference>({
    {Scalars, "String", "String[MIN, MAX]", "Text of MIN to MAX characters.", "'abc' =~ String[1, 3]"},
    {Scalars, "Integer", "Integer[FROM, TO]", "Whole numbers of 64 bits, both ends included; default is no end.",
     "8080 =~ Integer[1, 65535]"},
    {Scalars, "Float", "Float[FROM, TO]", "Numbers with a fraction; default is no end.", "0.5 =~ Float[0.0, 1.0]"},
    {Scalars, "Numeric", "", "Integers and floats.", "[1, 1.5] =~ Array[Numeric]"},
    {Scalars, "Boolean", "Boolean[VALUE]", "true and false; with a parameter that one alone.", "true =~ Boolean[true]"},
    {Scalars, "Enum", "Enum[TEXT, ..., IGNORE_CASE]", "Strings that are one of the given; a last true ignores case.",
     "'stop' =~ Enum['start', 'stop']"},
    {Scalars, "Pattern", "Pattern[REGEXP, ...]", "Strings that match one of the regular expressions.",
     "'web01' =~ Pattern[/^web\\d+$/]"},
    {Scalars, "Regexp", "Regexp[REGEXP]", "Regular expressions; with a parameter that one alone.", "/a+/ =~ Regexp"},
    {Scalars, "SemVer", "SemVer[RANGE, ...]", "Versions, those within one of the ranges when any are given.",
     "SemVer('1.2.3') =~ SemVer['1.x']"},
    {Scalars, "SemVerRange", "", "Ranges of versions.", "SemVerRange('>=1.0.0') =~ SemVerRange"},
    {Scalars, "Timespan", "Timespan[FROM, TO]", "Lengths of time.",
     "Timespan('0-00:05:00') =~ Timespan['0-00:00:00', '0-01:00:00']"},
    {Scalars, "Timestamp", "Timestamp[FROM, TO]", "Points in time.",
     "Timestamp('2024-02-03') =~ Timestamp['2024-01-01', '2025-01-01']"},
    {Scalars, "Binary", "", "Bytes that need not be text.", "Binary('aGk=') =~ Binary"},
    {Scalars, "Scalar", "", "Numbers, strings, booleans, regular expressions, times and versions.", "'a' =~ Scalar"},
    {Scalars, "ScalarData", "", "The scalars that JSON knows: numbers, strings and booleans.", "!(/a/ =~ ScalarData)"},

    {Collections, "Array", "Array[TYPE, MIN, MAX]", "Arrays of MIN to MAX elements, all of the type.",
     "[1, 2] =~ Array[Integer, 1]"},
    {Collections, "Hash", "Hash[KEY, VALUE, MIN, MAX]",
     "Hashes of MIN to MAX entries, with keys and values of the types.", "{a => 1} =~ Hash[String, Integer]"},
    {Collections, "Tuple", "Tuple[TYPE, ..., MIN, MAX]",
     "Arrays whose elements have each a type of their own; the last type may repeat up to MAX.",
     "['a', 1, 2] =~ Tuple[String, Integer, 2, 3]"},
    {Collections, "Struct", "Struct[{NAME => TYPE, ...}]",
     "Hashes with these keys and no others. Optional[NAME] may be missing; an Optional type may be missing too.",
     "{name => 'a'} =~ Struct[{name => String, Optional[port] => Integer}]"},
    {Collections, "Collection", "Collection[MIN, MAX]", "Arrays and hashes of MIN to MAX elements.",
     "[[], {}] =~ Array[Collection[0, 0]]"},
    {Collections, "Iterable", "Iterable[TYPE]",
     "What can be iterated over: arrays, hashes, strings, integers, iterators, and types such as Integer[1, 9].",
     "[1, 2] =~ Iterable[Integer]"},
    {Collections, "Iterator", "Iterator[TYPE]", "What step, reverse_each and tree_each give without a lambda.",
     "[1, 2].reverse_each =~ Iterator"},

    {Unions, "Any", "", "Every value, undef as well.", "undef =~ Any"},
    {Unions, "Undef", "", "undef alone.", "undef =~ Undef"},
    {Unions, "Default", "", "The literal default alone.", "default =~ Default"},
    {Unions, "NotUndef", "NotUndef[TYPE]",
     "Values of the type, or of any, except undef. A text stands for that string.", "!(undef =~ NotUndef)"},
    {Unions, "Optional", "Optional[TYPE]", "Values of the type, and undef. A text stands for that string.",
     "undef =~ Optional[Integer]"},
    {Unions, "Variant", "Variant[TYPE, ...]", "Values of at least one of the types.",
     "'auto' =~ Variant[Integer, Enum['auto']]"},
    {Unions, "Sensitive", "Sensitive[TYPE]",
     "Values that do not show when they are printed; unwrap gives what is inside.",
     "Sensitive('x') =~ Sensitive[String]"},
    {Unions, "Type", "Type[TYPE]", "Types themselves: that type and those it covers.",
     "Integer[1, 2] =~ Type[Integer]"},
    {Unions, "Callable", "Callable[TYPE, ..., MIN, MAX, BLOCK]", "Lambdas by the arguments that they take.",
     "Callable[Integer] >= Callable[Any]"},
    {Unions, "Data", "", "What JSON can hold: ScalarData, undef, arrays and hashes of Data with strings as keys.",
     "{a => [1, undef]} =~ Data"},
    {Unions, "RichData", "", "Data, and all other values that can be written down: types, times, versions, secrets.",
     "[/a/, default] =~ RichData"},
    {Unions, "RichDataKey", "", "What may be a key in a hash of RichData: strings and numbers.", "1 =~ RichDataKey"},

    {Objects, "Error", "Error[KIND, ISSUE_CODE]",
     "Errors by their kind and issue code; each parameter is a string, a pattern or a type.",
     "Error('it broke', 'demo/oops') =~ Error['demo/oops']"},
    {Objects, "Object", "Object[{attributes => {...}, ...}]", "A type of one's own with attributes.", ""},
    {Objects, "Deferred", "", "A call that is made later, when a catalog is applied.", ""},
    {Objects, "Task", "", "A task with its name and files.", ""},
    {Objects, "TypeSet", "TypeSet[{...}]", "A named set of types.", ""},
    {Objects, "URI", "URI[{...}]", "URIs, those with the given parts when a hash of them is given.",
     "URI('http://example.com/a') =~ URI[{scheme => 'http'}]"},

    {Abstract, "Init", "Init[TYPE, ARGUMENTS...]", "Values from which the type can be made.", "'1' =~ Init[Integer]"},
    {Abstract, "Runtime", "Runtime[NAME, TYPE]", "Values of the program beneath; plans never have one.", ""},
    {Abstract, "TypeReference", "TypeReference[TEXT]", "A type that nobody knows, by its text.", ""},
    {Abstract, "Unit", "", "Matches everything and is assignable to everything; the language uses it inside.",
     "1 =~ Unit"},

    {Catalog, "CatalogEntry", "", "What a catalog holds. Plans have no catalog; these types can be named only.", ""},
    {Catalog, "Resource", "Resource[TYPE, TITLE, ...]", "Resources by type and title.", ""},
    {Catalog, "Class", "Class[NAME, ...]", "Classes by name.", ""},
});

bool same_text(std::string_view a, std::string_view b) {
  const auto lower = [](char byte) {
    return byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte + ('a' - 'A')) : byte;
  };
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [&](char x, char y) { return lower(x) == lower(y); });
}

}  // namespace

std::span<const TypeReference> type_references() { return kReferences; }

const TypeReference* find_type_reference(std::string_view name) {
  const auto found = std::find_if(kReferences.begin(), kReferences.end(),
                                  [&](const TypeReference& reference) { return same_text(reference.name, name); });
  return found == kReferences.end() ? nullptr : &*found;
}

std::string_view title(TypeGroup group) {
  switch (group) {
    case Scalars: return "Scalars";
    case Collections: return "Collections";
    case Unions: return "Combinations";
    case Objects: return "Objects";
    case Abstract: return "Rarely needed";
    case Catalog: return "Catalog";
  }
  return {};
}

}  // namespace volley::runtime
