/* The Windows print spooler, as far as labels use it, written from winspool.h. Jobs are kept as files in the folder HOLDFAST_SPOOL:
   NUMBER.bytes what was written, NUMBER.type the data type, NUMBER.deleted once it was deleted. The printer "missing" is not there,
   "refusing" takes no document, "half" takes a thousand bytes, "offline" passes nothing on, "stuck" neither, and keeps what is
   deleted; every other one prints at the second look. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
  char name[64];
  uint32_t job;
  uint32_t written;
  int looks;
} Printer;

typedef struct {
  const uint16_t *pDocName;
  const uint16_t *pOutputFile;
  const uint16_t *pDatatype;
} DocumentInfo;

typedef struct {
  uint32_t JobId;
  void *texts[6];
  uint32_t Status, Priority, Position, TotalPages, PagesPrinted;
  uint16_t Submitted[8];
} JobInfo;

static uint32_t jobs = 0;

static void narrow(char *to, const uint16_t *from, int most) {
  int at = 0;
  for (; from[at] && at < most - 1; at++) to[at] = (char)from[at];
  to[at] = 0;
}

static FILE *file(uint32_t job, const char *kind) {
  char path[4096];
  snprintf(path, sizeof path, "%s/%u.%s", getenv("HOLDFAST_SPOOL"), job, kind);
  return fopen(path, "ab");
}

int OpenPrinterW(const uint16_t *name, void **handle, void *defaults) {
  char narrowed[64];
  narrow(narrowed, name, sizeof narrowed);
  if (defaults != NULL || strcmp(narrowed, "missing") == 0) return 0;
  Printer *printer = calloc(1, sizeof *printer);
  strcpy(printer->name, narrowed);
  *handle = printer;
  return 1;
}

uint32_t StartDocPrinterW(Printer *printer, uint32_t level, const DocumentInfo *info) {
  char type[16];
  if (level != 1 || info->pOutputFile != NULL || strcmp(printer->name, "refusing") == 0) return 0;
  narrow(type, info->pDatatype, sizeof type);
  printer->job = ++jobs;
  FILE *out = file(printer->job, "type");
  fputs(type, out);
  fclose(out);
  return printer->job;
}

int StartPagePrinter(Printer *printer) { return printer->job != 0; }

int WritePrinter(Printer *printer, const void *bytes, uint32_t count, uint32_t *written) {
  uint32_t most = count > 60000 ? 60000 : count;
  if (strcmp(printer->name, "half") == 0) {
    if (printer->written >= 1000) return 0;
    most = most > 1000 ? 1000 : most;
  }
  FILE *out = file(printer->job, "bytes");
  fwrite(bytes, 1, most, out);
  fclose(out);
  printer->written += most;
  *written = most;
  return 1;
}

int EndPagePrinter(Printer *printer) { return printer->job != 0; }
int EndDocPrinter(Printer *printer) { return printer->job != 0; }

int GetJobW(Printer *printer, uint32_t job, uint32_t level, void *bytes, uint32_t size, uint32_t *needed) {
  *needed = sizeof(JobInfo);
  if (level != 1 || size < sizeof(JobInfo) || job != printer->job) return 0;
  printer->looks++;
  int hangs = strcmp(printer->name, "offline") == 0 || strcmp(printer->name, "stuck") == 0;
  if (!hangs && printer->looks > 2) return 0;
  JobInfo *info = bytes;
  memset(info, 0, sizeof *info);
  info->JobId = job;
  /* Offline and error; or printed. */
  info->Status = hangs ? 0x22 : printer->looks > 1 ? 0x80 : 0x10;
  return 1;
}

int SetJobW(Printer *printer, uint32_t job, uint32_t level, void *bytes, uint32_t command) {
  if (level != 0 || bytes != NULL || command != 5 || strcmp(printer->name, "stuck") == 0) return 0;
  fclose(file(job, "deleted"));
  return job == printer->job;
}

int ClosePrinter(Printer *printer) {
  free(printer);
  return 1;
}
