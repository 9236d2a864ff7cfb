// GCC 11 and later call this function of the C++ library when an array would be too long, and libraries before GCC 11
// lack it. With a copy of its own, hidden from others, the addon loads beside every C++ library since GCC 5.
#include <new>

namespace std {
[[noreturn]] __attribute__((visibility("hidden"))) void __throw_bad_array_new_length() {
  throw bad_array_new_length();
}
}  // namespace std
