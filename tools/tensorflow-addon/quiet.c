// Node-API addon: keeps a library from writing to standard error while it is loaded. TensorFlow logs two lines when its
// shared library is opened, before anything could set its log level.
#include <fcntl.h>
#include <node_api.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static int kept = -1;         // standard error as it was
static FILE *written = NULL;  // what is written instead
static void (*before)(int);

static void restore(void) {
  dup2(kept, 2);
  close(kept);
  kept = -1;
}

// A library that ends the process says why: nothing of it is held back.
static void on_abort(int number) {
  char text[4096];
  ssize_t length;
  restore();
  lseek(fileno(written), 0, SEEK_SET);
  while ((length = read(fileno(written), text, sizeof text)) > 0)
    if (write(2, text, (size_t)length) < 0) break;
  signal(number, SIG_DFL);
  raise(number);
}

static napi_value hush(napi_env env, napi_callback_info info) {
  (void)env, (void)info;
  if (kept >= 0 || !(written = tmpfile())) return NULL;
  fcntl(fileno(written), F_SETFD, FD_CLOEXEC);
  if ((kept = dup(2)) < 0) return NULL;
  fcntl(kept, F_SETFD, FD_CLOEXEC);
  dup2(fileno(written), 2);
  before = signal(SIGABRT, on_abort);
  return NULL;
}

static napi_value unhush(napi_env env, napi_callback_info info) {
  (void)env, (void)info;
  if (kept < 0) return NULL;
  signal(SIGABRT, before);
  restore();
  fclose(written);
  return NULL;
}

NAPI_MODULE_INIT() {
  napi_value function;
  napi_create_function(env, "hush", NAPI_AUTO_LENGTH, hush, NULL, &function);
  napi_set_named_property(env, exports, "hush", function);
  napi_create_function(env, "unhush", NAPI_AUTO_LENGTH, unhush, NULL, &function);
  napi_set_named_property(env, exports, "unhush", function);
  return exports;
}
