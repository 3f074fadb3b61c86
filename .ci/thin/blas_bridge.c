/* OpenCV's wheel brings an OpenBLAS of 38 MB for these 19 functions, and NumPy's wheel brings another
 * one with 64-bit integers. This library has OpenCV's names and calls NumPy's copy.
 *
 * Matrices are not copied: only sizes, strides and pivots change their width.
 */
#include <stdint.h>
#include <stdlib.h>

typedef int32_t i32;
typedef int64_t i64;

#define GEMM(name, scalar, matrix)                                                               \
  void scipy_cblas_##name##64_(i32, i32, i32, i64, i64, i64, scalar, const matrix *, i64,         \
                               const matrix *, i64, scalar, matrix *, i64);                       \
  void cblas_##name(i32 order, i32 ta, i32 tb, i32 m, i32 n, i32 k, scalar alpha,                 \
                    const matrix *a, i32 lda, const matrix *b, i32 ldb, scalar beta, matrix *c,   \
                    i32 ldc) {                                                                    \
    scipy_cblas_##name##64_(order, ta, tb, m, n, k, alpha, a, lda, b, ldb, beta, c, ldc);         \
  }
GEMM(sgemm, float, float)
GEMM(dgemm, double, double)
GEMM(cgemm, const void *, void)
GEMM(zgemm, const void *, void)

static void narrow(const i64 *wide, i32 *out, i32 count) {
  for (i32 i = 0; i < count; i++) out[i] = (i32)wide[i];
}

static void widen(const i32 *in, i64 *wide, i32 count) {
  for (i32 i = 0; i < count; i++) wide[i] = in[i];
}

static i64 *integers(i64 count) {
  i64 *made = calloc(count > 0 ? (size_t)count : 1, sizeof(i64));
  if (!made) abort();
  return made;
}

static i32 smaller(i32 a, i32 b) { return a < b ? a : b; }

#define GESV(name, real)                                                                         \
  void scipy_##name##_64_(const i64 *, const i64 *, real *, const i64 *, i64 *, real *,           \
                          const i64 *, i64 *);                                                    \
  void name##_(const i32 *n, const i32 *nrhs, real *a, const i32 *lda, i32 *ipiv, real *b,        \
               const i32 *ldb, i32 *info) {                                                       \
    i64 N = *n, R = *nrhs, A = *lda, B = *ldb, I = 0, *pivots = integers(N);                      \
    scipy_##name##_64_(&N, &R, a, &A, pivots, b, &B, &I);                                         \
    narrow(pivots, ipiv, *n);                                                                     \
    free(pivots);                                                                                 \
    *info = (i32)I;                                                                               \
  }
GESV(dgesv, double)
GESV(sgesv, float)

#define GETRF(name, real)                                                                        \
  void scipy_##name##_64_(const i64 *, const i64 *, real *, const i64 *, i64 *, i64 *);           \
  void name##_(const i32 *m, const i32 *n, real *a, const i32 *lda, i32 *ipiv, i32 *info) {       \
    i64 M = *m, N = *n, A = *lda, I = 0, *pivots = integers(smaller(*m, *n));                     \
    scipy_##name##_64_(&M, &N, a, &A, pivots, &I);                                                \
    narrow(pivots, ipiv, smaller(*m, *n));                                                        \
    free(pivots);                                                                                 \
    *info = (i32)I;                                                                               \
  }
GETRF(dgetrf, double)
GETRF(sgetrf, float)

#define POTRF(name, real)                                                                        \
  void scipy_##name##_64_(const char *, const i64 *, real *, const i64 *, i64 *);                 \
  void name##_(const char *uplo, const i32 *n, real *a, const i32 *lda, i32 *info) {              \
    i64 N = *n, A = *lda, I = 0;                                                                  \
    scipy_##name##_64_(uplo, &N, a, &A, &I);                                                      \
    *info = (i32)I;                                                                               \
  }
POTRF(dpotrf, double)
POTRF(spotrf, float)

#define POSV(name, real)                                                                         \
  void scipy_##name##_64_(const char *, const i64 *, const i64 *, real *, const i64 *, real *,    \
                          const i64 *, i64 *);                                                    \
  void name##_(const char *uplo, const i32 *n, const i32 *nrhs, real *a, const i32 *lda, real *b, \
               const i32 *ldb, i32 *info) {                                                       \
    i64 N = *n, R = *nrhs, A = *lda, B = *ldb, I = 0;                                             \
    scipy_##name##_64_(uplo, &N, &R, a, &A, b, &B, &I);                                           \
    *info = (i32)I;                                                                               \
  }
POSV(dposv, double)
POSV(sposv, float)

#define GEQRF(name, real)                                                                        \
  void scipy_##name##_64_(const i64 *, const i64 *, real *, const i64 *, real *, real *,          \
                          const i64 *, i64 *);                                                    \
  void name##_(const i32 *m, const i32 *n, real *a, const i32 *lda, real *tau, real *work,        \
               const i32 *lwork, i32 *info) {                                                     \
    i64 M = *m, N = *n, A = *lda, W = *lwork, I = 0;                                              \
    scipy_##name##_64_(&M, &N, a, &A, tau, work, &W, &I);                                         \
    *info = (i32)I;                                                                               \
  }
GEQRF(dgeqrf, double)
GEQRF(sgeqrf, float)

#define GELS(name, real)                                                                         \
  void scipy_##name##_64_(const char *, const i64 *, const i64 *, const i64 *, real *,            \
                          const i64 *, real *, const i64 *, real *, const i64 *, i64 *);          \
  void name##_(const char *trans, const i32 *m, const i32 *n, const i32 *nrhs, real *a,           \
               const i32 *lda, real *b, const i32 *ldb, real *work, const i32 *lwork, i32 *info) { \
    i64 M = *m, N = *n, R = *nrhs, A = *lda, B = *ldb, W = *lwork, I = 0;                         \
    scipy_##name##_64_(trans, &M, &N, &R, a, &A, b, &B, work, &W, &I);                            \
    *info = (i32)I;                                                                               \
  }
GELS(dgels, double)
GELS(sgels, float)

#define GESDD(name, real)                                                                        \
  void scipy_##name##_64_(const char *, const i64 *, const i64 *, real *, const i64 *, real *,    \
                          real *, const i64 *, real *, const i64 *, real *, const i64 *, i64 *,   \
                          i64 *);                                                                 \
  void name##_(const char *jobz, const i32 *m, const i32 *n, real *a, const i32 *lda, real *s,    \
               real *u, const i32 *ldu, real *vt, const i32 *ldvt, real *work, const i32 *lwork,  \
               i32 *iwork, i32 *info) {                                                           \
    i32 count = 8 * smaller(*m, *n);                                                              \
    i64 M = *m, N = *n, A = *lda, U = *ldu, V = *ldvt, W = *lwork, I = 0;                         \
    i64 *wide = integers(count);                                                                  \
    if (*lwork != -1) widen(iwork, wide, count);                                                  \
    scipy_##name##_64_(jobz, &M, &N, a, &A, s, u, &U, vt, &V, work, &W, wide, &I);                \
    if (*lwork != -1) narrow(wide, iwork, count);                                                 \
    free(wide);                                                                                   \
    *info = (i32)I;                                                                               \
  }
GESDD(dgesdd, double)
GESDD(sgesdd, float)

void scipy_dgeev_64_(const char *, const char *, const i64 *, double *, const i64 *, double *,
                     double *, double *, const i64 *, double *, const i64 *, double *, const i64 *,
                     i64 *);
void dgeev_(const char *jobvl, const char *jobvr, const i32 *n, double *a, const i32 *lda,
            double *wr, double *wi, double *vl, const i32 *ldvl, double *vr, const i32 *ldvr,
            double *work, const i32 *lwork, i32 *info) {
  i64 N = *n, A = *lda, L = *ldvl, R = *ldvr, W = *lwork, I = 0;
  scipy_dgeev_64_(jobvl, jobvr, &N, a, &A, wr, wi, vl, &L, vr, &R, work, &W, &I);
  *info = (i32)I;
}
