/* The database file: is it there, may we write, does another server hold it? */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/sqlite.h"

static td_rc missing(struct db *db, struct err *e)
{
	if (db->cfg.mode == DB_CREATE)
		return TD_OK;
	return err_add(
	    e, TD_NOT_FOUND, S("db"),
	    N_("Không có tệp cơ sở dữ liệu %s. Chạy “thidua db migrate” để tạo mới, hoặc sửa đường dẫn."),
	    db->place);
}

static td_rc may_write(struct db *db, struct err *e, bool exists)
{
	char dir[4096];
	const char *slash = strrchr(db->place, '/');
	snprintf(dir, sizeof dir, "%.*s", slash ? (int)(slash - db->place) + 1 : 1, slash ? db->place : ".");
	if (access(dir, F_OK) != 0)
		return err_add(e, TD_NOT_FOUND, S("db"), N_("Không có thư mục %s để chứa cơ sở dữ liệu."),
			       dir);
	if (exists && access(db->place, W_OK) != 0)
		return err_add(
		    e, TD_IO, S("db"),
		    N_("Tệp cơ sở dữ liệu %s chỉ cho đọc: xin cấp quyền ghi cho tệp và thư mục chứa nó."),
		    db->place);
	if (access(dir, W_OK | X_OK) != 0)
		return err_add(e, TD_IO, S("db"), N_("Không ghi được vào thư mục %s chứa cơ sở dữ liệu."),
			       dir);
	return TD_OK;
}

/* An open file description lock: it goes with the process, however that ends, and also keeps out a second db_open()
 * of the same process. The file itself stays. */
static td_rc lock_server(struct db *db, struct err *e, int *fd)
{
	char path[4096];
	struct flock l = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
	if ((size_t)snprintf(path, sizeof path, "%s-server", db->place) >= sizeof path)
		return err_add(e, TD_INVALID, S("db"), N_("Đường dẫn cơ sở dữ liệu quá dài."));
	*fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	if (*fd < 0)
		return err_add(e, TD_IO, S("db"),
			       N_("Không tạo được tệp khóa %s: xin kiểm tra quyền và ổ đĩa."), path);
	if (fcntl(*fd, F_OFD_SETLK, &l) == 0)
		return TD_OK;
	close(*fd);
	*fd = -1;
	return err_add(e, TD_BUSY, S("db"),
		       N_("Một máy chủ thidua khác đang dùng %s: xin dừng nó trước, hoặc chọn tệp khác."),
		       db->place);
}

td_rc sqlite_file_check(struct db *db, struct err *e, int *lock_fd)
{
	struct stat st;
	bool exists = stat(db->place, &st) == 0;
	bool serves = db->cfg.mode == DB_SERVE || db->cfg.mode == DB_CREATE;
	td_rc rc = TD_OK;
	if (!exists)
		rc = missing(db, e);
	else if (!S_ISREG(st.st_mode))
		rc = err_add(e, TD_INVALID, S("db"), N_("%s không phải là một tệp."), db->place);
	else if (access(db->place, R_OK) != 0)
		rc = err_add(e, TD_IO, S("db"), N_("Không đọc được tệp cơ sở dữ liệu %s: xin cấp quyền đọc."),
			     db->place);
	if (rc == TD_OK && db->cfg.mode != DB_INSPECT)
		rc = may_write(db, e, exists);
	if (rc == TD_OK && serves)
		rc = lock_server(db, e, lock_fd);
	return rc;
}
